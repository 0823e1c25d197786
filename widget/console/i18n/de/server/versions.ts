/** Comparisons, the gate, versions and what serves. */
export const versions = {
  'Only {tests} can be compared with {other} by {what}. Add {more} more with an ideal answer or key facts.':
    'Nur {tests} lassen sich vergleichen (mit: {other}; nach: {what}). Fügen Sie {more} weitere mit Musterantwort oder Kernaussagen hinzu.',
  'It is worse than {other} on {what}, by {gap}.': 'Schlechter als {other}, um {gap} ({what}).',
  'It does not differ from {other} on {what} by more than chance: {measured}.':
    'Kein Unterschied zu „{other}“ über den Zufall hinaus ({what}): {measured}.',
  'The tests cannot tell it from {other} on {what}: {measured}. About {more} more test questions would.':
    'Die Tests zeigen keinen Unterschied zu „{other}“ ({what}): {measured}. Etwa {more} weitere Testfragen könnten es.',
  'Its answers hold fewer key facts than those of {other}: {measured}.':
    'Die Antworten enthalten weniger Kernaussagen als bisher (verglichen mit: {other}): {measured}.',
  'More of its sentences than those of {other} have no support in the help pages: {measured}.':
    'Mehr Sätze als bisher sind durch die Hilfeseiten nicht gedeckt (verglichen mit: {other}): {measured}.',
  'Only {tests} without an answer in the help pages. Add {more} more, to see whether it declines them.':
    'Nur {tests} ohne Antwort in den Hilfeseiten. Fügen Sie {more} weitere hinzu, um zu sehen, ob sie abgelehnt werden.',
  'It answers too many questions that the help pages do not answer: {share} are declined, {asked} are asked for.':
    'Zu viele Fragen, auf die die Hilfeseiten keine Antwort haben, werden beantwortet: Abgelehnt werden {share}, verlangt ist {asked}.',
  'Only {tests} that the help pages answer. Add {more} more, to see whether it declines any.':
    'Nur {tests} mit Antwort in den Hilfeseiten. Fügen Sie {more} weitere hinzu, um zu sehen, ob davon welche abgelehnt werden.',
  "It declines too many questions that the help pages answer: {share}, at most {max} is asked for. The model declined {count} of them, the bot's own threshold the others.":
    'Zu viele Fragen, die die Hilfeseiten beantworten, werden abgelehnt: {share}, erlaubt ist höchstens {max}. {count} davon lehnte das Modell ab, die anderen die Schwelle des Bots.',
  'It fails {tests}: {named}{others}.': 'Nicht bestanden: {tests}: {named}{others}.',
  'The rules on form are broken by {answers}, first by the one to “{question}”.':
    'Gegen die Regeln der Form: {answers}, zuerst die auf „{question}“.',
  'It is slower than what serves now: {measured}.': 'Langsamer als das, was jetzt dient: {measured}.',
  'Whether it is slower cannot be told, the times vary too much: {measured}.':
    'Ob es langsamer ist, lässt sich nicht sagen, die Zeiten schwanken zu sehr: {measured}.',
  'Every requirement is met.': 'Alle Anforderungen sind erfüllt.',
  'It was asked practice tests only. People look at them while they teach, and the bot may have been tuned by them, so this does not allow publishing.':
    'Gestellt wurden nur Übungstests. Auf sie sieht man beim Lehren, und der Bot kann an ihnen angepasst worden sein; deshalb erlaubt das keine Veröffentlichung.',
  'Nothing was compared: ask the untaught model or the release the same questions too.':
    'Es wurde nichts verglichen: Stellen Sie dieselben Fragen auch dem ungelehrten Modell oder der Ausgabe.',
  'the untaught model': 'das ungelehrte Modell',
  'the current release': 'die jetzige Ausgabe',
  'plain quotes': 'bloßes Zitieren',
  'likeness to the ideal answers (ROUGE-L)': 'Ähnlichkeit mit den Musterantworten (ROUGE-L)',
  'key facts in the answers': 'Kernaussagen in den Antworten',
  'better than {other}': 'besser als {other}',
  '{what}: the difference and all of its 95 % interval above zero, on at least {min} questions':
    '{what}: der Unterschied und sein ganzes 95-%-Intervall über null, bei mindestens {min} Fragen',
  'key facts, against {other}': 'Kernaussagen (verglichen mit: {other})',
  'not fewer key facts in the answers, beyond chance':
    'nicht weniger Kernaussagen in den Antworten, über den Zufall hinaus',
  'support in the help pages, against {other}': 'Deckung durch die Hilfeseiten (verglichen mit: {other})',
  'no more sentences without support in the help pages (at most {max} less)':
    'nicht mehr Sätze, die durch die Hilfeseiten nicht gedeckt sind (höchstens {max} weniger)',
  'declining what has no answer': 'Ablehnen, was keine Antwort hat',
  'at least {share} of the questions without an answer declined, on at least {min}':
    'mindestens {share} der Fragen ohne Antwort abgelehnt, bei mindestens {min}',
  'answering what has one': 'Beantworten, was eine hat',
  'at most {share} of the questions with an answer declined, on at least {min}':
    'höchstens {share} der Fragen mit Antwort abgelehnt, bei mindestens {min}',
  'must-pass tests': 'Tests, die bestanden werden müssen',
  'every one passed: answered with all its key facts, or declined where there is no answer':
    'jeder bestanden: mit allen Kernaussagen beantwortet, oder abgelehnt, wo es keine Antwort gibt',
  'none written': 'keine geschrieben',
  '{passed} of {all} passed': '{passed} von {all} bestanden',
  format: 'Form',
  'every answer within the length and without the words that were ruled out':
    'jede Antwort in der Länge und ohne die ausgeschlossenen Wörter',
  'no rules written': 'keine Regeln geschrieben',
  speed: 'Tempo',
  'time to the first sentence, slowest twentieth (p95), at most {max} times that of what serves now':
    'Zeit bis zum ersten Satz, das langsamste Zwanzigstel (p95), höchstens das {max}-Fache dessen, was jetzt dient',
  'not measured': 'nicht gemessen',
  '{ratio} times (95 % interval {low} to {high})': 'das {ratio}-Fache (95-%-Intervall {low} bis {high})',
  'no such questions': 'keine solchen Fragen',
  'nothing to compare': 'nichts zu vergleichen',
  '{value} ({hits} of {total})': '{value} ({hits} von {total})',
  '{value} (95 % interval {low} to {high}, {questions})':
    '{value} (95-%-Intervall {low} bis {high}, {questions})',
  ' and {count} more': ' und {count} weitere',
  'There is no such pair of answers in this comparison. Load it again.':
    'Dieses Paar von Antworten gibt es in diesem Vergleich nicht. Laden Sie ihn neu.',
  'This comparison has not ended with a result, so there is nothing to judge.':
    'Dieser Vergleich hat kein Ergebnis, also gibt es nichts zu beurteilen.',
  'This comparison was not made against "{other}". Choose another opponent.':
    'Dieser Vergleich wurde nicht mit „{other}“ gemacht. Wählen Sie einen anderen Gegner.',
  'There is no such comparison. Check its id.': 'Diesen Vergleich gibt es nicht. Prüfen Sie seine Kennung.',
  'A stored comparison cannot be read. Run it again, or restore the latest backup.':
    'Ein gespeicherter Vergleich lässt sich nicht lesen. Machen Sie ihn neu, oder stellen Sie die letzte Sicherung wieder her.',
  'There are no test questions to ask. Write some for this bot, or name a file of them.':
    'Es gibt keine Testfragen zu stellen. Schreiben Sie für diesen Bot welche.',
  '"{question}" is one of the lessons of this bot, and what is taught cannot be tested. Take such questions ({count} of {total}) out of the file.':
    '„{question}“ ist eine der Lektionen dieses Bots, und was gelehrt wird, lässt sich nicht prüfen. Nehmen Sie solche Fragen ({count} von {total}) aus der Datei.',
  '"{question}" is one of the practice tests of this bot, by which it may have been tuned. Take such questions ({count} of {total}) out of the file, or compare on the practice tests alone.':
    '„{question}“ ist einer der Übungstests dieses Bots, an denen er angepasst worden sein kann. Nehmen Sie solche Fragen ({count} von {total}) aus der Datei, oder vergleichen Sie allein an den Übungstests.',
  'A comparison asks at most {max} questions, and these are {count}.':
    'Ein Vergleich stellt höchstens {max} Fragen, und es sind {count}.',
  'This comparison has ended already.': 'Dieser Vergleich ist schon zu Ende.',
  'The adapter is stored as a Python pickle, which could run code here; save it again with safe_serialization=True.':
    'Der Adapter ist als Python-Pickle gespeichert, der hier Code ausführen könnte; speichern Sie ihn noch einmal mit safe_serialization=True.',
  "Send a zip of the folder that PEFT's save_pretrained wrote, or its files {config} and {weights} together.":
    'Senden Sie ein ZIP des Ordners, den save_pretrained von PEFT schrieb, oder seine Dateien {config} und {weights} zusammen.',
  'The zip holds several adapters (in {folder}, {folder2}). Send the folder of one of them.':
    'Das ZIP enthält mehrere Adapter (in {folder}, {folder2}). Senden Sie den Ordner eines davon.',
  '{version} can be stored as {forms}.': '{version} lässt sich als {forms} speichern.',
  'The folder {folder} is not empty; name one that does not exist yet.':
    'Der Ordner {folder} ist nicht leer; nennen Sie einen, den es noch nicht gibt.',
  'The adapter in {folder} is stored as a Python pickle, which could run code here; save it again with safe_serialization=True.':
    'Der Adapter in {folder} ist als Python-Pickle gespeichert, der hier Code ausführen könnte; speichern Sie ihn noch einmal mit safe_serialization=True.',
  "There is no file {file}; name the folder that PEFT's save_pretrained wrote.":
    'Die Datei {file} gibt es nicht; nennen Sie den Ordner, den save_pretrained von PEFT schrieb.',
  '{file} has {bytes} bytes, more than the {max} allowed.':
    '{file} hat {bytes} Bytes, mehr als die erlaubten {max}.',
  'The adapter {name} cannot be imported: it is not JSON.':
    'Der Adapter {name} lässt sich nicht übernehmen: Das ist kein JSON.',
  'The adapter {name} does not fit the model: {why}.': 'Der Adapter {name} passt nicht zum Modell: {why}.',
  'the model has no place for its tensor {tensor}': 'im Modell ist kein Platz für seinen Tensor {tensor}',
  '{tensor} is [{shape}] and this model and rank need [{needed}]':
    '{tensor} hat die Form [{shape}], dieses Modell und dieser Rang brauchen [{needed}]',
  '{tensor} has no other half': '{tensor} fehlt die andere Hälfte',
  'it holds no tensors': 'er enthält keine Tensoren',
  '{tensor} holds a value that is no number': '{tensor} enthält einen Wert, der keine Zahl ist',
  'The adapter {name} cannot be imported: {why}.': 'Der Adapter {name} lässt sich nicht übernehmen: {why}.',
  'The adapter in {folder} is not that of the version "{id}".':
    'Der Adapter in {folder} ist nicht der der Version „{id}“.',
  'The version "{id}" was merged here and differs from the one that was tested.':
    'Die Version „{id}“ wurde hier zusammengesetzt und ist eine andere als die geprüfte.',
  'This version was retired ({why}), and what was taught now makes the same one again. Change the lessons, then teach again.':
    'Diese Version wurde zurückgezogen ({why}), und das jetzt Gelehrte ergibt wieder dieselbe. Ändern Sie die Lektionen, und lehren Sie noch einmal.',
  'There is no document "{name}" to delete. Check its name.':
    'Es gibt kein Dokument „{name}“ zu löschen. Prüfen Sie seinen Namen.',
  'a {what} that it was taught from was erased': 'etwas, woraus sie gelernt hat, wurde gelöscht',
  'The words are deleted, but somebody is reading the database, so its log still holds them; it is emptied when the server next stops.':
    'Die Worte sind gelöscht, aber jemand liest gerade die Datenbank, deshalb stehen sie noch in ihrem Protokoll; es wird geleert, wenn der Server das nächste Mal anhält.',
  'The version "{id}" serves this bot now and goes on until something else is published. Teach again without what was erased (foyer teach start) and publish that, or go back to an earlier release that is not in this list (foyer rollback).':
    'Die Version „{id}“ dient diesem Bot jetzt und weiter, bis etwas anderes veröffentlicht wird. Lehren Sie noch einmal ohne das Gelöschte, und veröffentlichen Sie das, oder gehen Sie zu einer früheren Ausgabe zurück, die nicht in dieser Liste steht.',
  'Runs that learn from it, and have not ended, end with it.':
    'Läufe, die daraus lernen und noch nicht zu Ende sind, enden damit.',
  'Versions hold what they learned until they are removed: foyer versions remove <version>.':
    'Versionen behalten, was sie gelernt haben, bis sie entfernt werden: foyer versions remove <Version>.',
  'Nothing that was taught rests on it.': 'Nichts Gelehrtes beruht darauf.',
  'Somebody else ({who}) has changed what serves this bot in the meantime: it is release {number} now. Look at it, then decide again.':
    'Inzwischen hat jemand anderes ({who}) geändert, was diesem Bot dient: Es ist jetzt Ausgabe {number}. Sehen Sie sie an, und entscheiden Sie dann neu.',
  'There is no version "{id}". Check its id.': 'Die Version „{id}“ gibt es nicht. Prüfen Sie ihre Kennung.',
  'The version "{id}" was made again and differs from the one that was tested. Teach the bot again.':
    'Die Version „{id}“ wurde neu gemacht und ist eine andere als die geprüfte. Lehren Sie den Bot noch einmal.',
  'Say why this version is published although the gate did not pass it.':
    'Sagen Sie, warum diese Version veröffentlicht wird, obwohl die Schranke sie nicht durchließ.',
  'The version "{id}" was retired ({why}) and cannot serve any more. Teach the bot again, then publish that.':
    'Die Version „{id}“ wurde zurückgezogen ({why}) und kann nicht mehr dienen. Lehren Sie den Bot noch einmal, und veröffentlichen Sie das.',
  'The version "{id}" is not published. {why} To publish it all the same, give a reason with --override.':
    'Die Version „{id}“ wurde nicht veröffentlicht. {why} Um sie dennoch zu veröffentlichen, nennen Sie einen Grund.',
  'It has not been compared yet; run: foyer compare {id}.':
    'Sie wurde noch nicht verglichen. Vergleichen Sie sie zuerst.',
  'It has been compared on practice tests only, by which the bot may have been tuned. Compare it on the final tests: foyer compare {id}.':
    'Verglichen wurde sie nur an Übungstests, an denen der Bot angepasst worden sein kann. Vergleichen Sie sie an den Abschlusstests.',
  'The gate has not found it better. {reasons}': 'Die Schranke fand sie nicht besser. {reasons}',
  'The gate found it better, but this has changed since: {parts}. Compare it with the bot as it is now: foyer compare {id}.':
    'Die Schranke fand sie besser, aber seitdem hat sich etwas geändert: {parts}. Vergleichen Sie sie mit dem Bot, wie er jetzt ist.',
  'the documents': 'die Dokumente',
  'the approved answers': 'die freigegebenen Antworten',
  'what customers call things': 'wie Kunden etwas nennen',
  'the settings or what it decides by': 'die Einstellungen, oder wonach er entscheidet',
  'the tests': 'die Tests',
  'the version that serves': 'die Version, die dient',
  'what it rests on (which was not noted then)': 'worauf sie beruht (was damals nicht notiert wurde)',
  'This bot has no release "{id}". Check its id.':
    'Die Ausgabe „{id}“ hat dieser Bot nicht. Prüfen Sie ihre Kennung.',
  'The version "{id}" is not retired. Retire it first, with a reason.':
    'Die Version „{id}“ ist nicht zurückgezogen. Ziehen Sie sie zuerst zurück, mit einem Grund.',
  'The version "{id}" answers visitors now. Publish another, or roll back, then remove it.':
    'Die Version „{id}“ antwortet jetzt Besuchern. Veröffentlichen Sie eine andere, oder gehen Sie zurück, und entfernen Sie sie dann.',
  'Nothing was published for this bot yet: the base model serves it.':
    'Für diesen Bot wurde noch nichts veröffentlicht: Ihm dient das Grundmodell.',
  'The base model serves this bot; there is nothing before it.':
    'Diesem Bot dient das Grundmodell; davor gibt es nichts.',
  'This bot has no version "{id}". List them with: foyer versions list':
    'Die Version „{id}“ hat dieser Bot nicht.',
  'the base model': 'das Grundmodell',
  '{count} adapters are being brought in already. Wait until one is done.':
    'Es werden schon {count} Adapter hereingeholt. Warten Sie, bis einer fertig ist.',
} as const;
