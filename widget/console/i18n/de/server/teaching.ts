/** Lessons, tests, corrections, data sets and runs. */
export const teaching = {
  'There is no lesson here. Write some, or import them, and approve them.':
    'Hier ist keine Lektion. Schreiben Sie welche, oder importieren Sie sie, und geben Sie sie frei.',
  'There {are}. A model learns little from fewer than {few}; write more, or have questions made from the documents.':
    'Es {are}. Aus weniger als {few} lernt ein Modell wenig; schreiben Sie mehr, oder lassen Sie Fragen aus den Dokumenten machen.',
  'is only 1 lesson': 'gibt nur 1 Lektion',
  'are only {count} lessons': 'gibt nur {count} Lektionen',
  '"{question}" is answered in {ways} ways, among them "{first}" and "{second}". Keep the right one and retire the others.':
    '„{question}“ wird auf {ways} Weisen beantwortet, darunter „{first}“ und „{second}“. Behalten Sie die richtige, und ziehen Sie die anderen zurück.',
  '{lessons} to be in {seems}, and this bot speaks {own}. A model taught in two languages mixes them; take these out, or translate them.':
    '{lessons} in {seems} zu sein, und dieser Bot spricht {own}. In zwei Sprachen gelehrt, mischt ein Modell sie; ziehen Sie diese zurück, oder übersetzen Sie sie.',
  'another language': 'einer anderen Sprache',
  '{lessons} too long: with their context and earlier turns they have more than {max} characters, and what does not fit is not learned. Shorten the context to the paragraph that holds the answer.':
    '{lessons} zu lang: Mit Kontext und früheren Wechseln sind es mehr als {max} Zeichen, und was nicht hineinpasst, wird nicht gelernt. Kürzen Sie den Kontext auf den Absatz, in dem die Antwort steht.',
  '{lessons} to ramble: their answers have more than {max} words. The bot will answer as long as its lessons do; one to three sentences are best.':
    '{lessons} abzuschweifen: Die Antworten haben mehr als {max} Wörter. Der Bot antwortet so lang wie seine Lektionen; am besten sind ein bis drei Sätze.',
  'This lesson cannot be kept: {problems}.': 'Diese Lektion lässt sich nicht aufnehmen: {problems}.',
  'This lesson {why}.': 'Diese Lektion {why}.',
  'is there already, in the same words': 'gibt es schon, in denselben Worten',
  'is one of the test questions. What is tested is never taught, or the test would measure nothing; keep it as one of the two':
    'ist eine der Testfragen. Was geprüft wird, wird nie gelehrt, sonst misst die Prüfung nichts; behalten Sie sie als eines von beiden',
  'is one of the lessons. What is taught cannot be tested, or the test would measure nothing; delete the lesson, or leave the question to it':
    'ist eine der Lektionen. Was gelehrt wird, lässt sich nicht prüfen, sonst misst die Prüfung nichts; löschen Sie die Lektion, oder überlassen Sie ihr die Frage',
  'must be dev or heldout': 'muss dev oder heldout sein',
  'has {count} words; at most {max} are allowed': 'hat {count} Wörter; erlaubt sind höchstens {max}',
  'has {count}; InstructLab asks for at least {min} {what}':
    'hat {count}; InstructLab verlangt mindestens {min} {what}',
  'questions to a context': 'Fragen zu einem Kontext',
  'must be 3; other versions of the format are not read':
    'muss 3 sein; andere Fassungen des Formats werden nicht gelesen',
  'must be text; put it in quotes if it looks like a number, a date or yes and no':
    'muss Text sein; setzen Sie es in Anführungszeichen, wenn es wie eine Zahl, ein Datum oder Ja und Nein aussieht',
  'must be knowledge or skill': 'muss knowledge oder skill sein',
  'must be JSON such as [{"role": "user", "content": "..."}]':
    'muss JSON sein, etwa mit den Feldern „role“ und „content“',
  'is not a field of this format. Check its spelling, or take it out':
    'ist kein Feld dieses Formats. Prüfen Sie die Schreibweise, oder nehmen Sie es heraus',
  'must be system, user or assistant; the use of tools cannot be taught':
    'muss system, user oder assistant sein; der Gebrauch von Werkzeugen lässt sich nicht lehren',
  'has no messages, so there is nothing to learn': 'hat keine Nachrichten, also gibt es nichts zu lernen',
  'does not end with an answer of the assistant': 'endet nicht mit einer Antwort von assistant',
  'has no question of the user right before its last answer':
    'hat vor der letzten Antwort keine Frage von user',
  'must be text, or a list of parts of text': 'muss Text sein, oder eine Liste von Textteilen',
  'stands twice in this file; ids must be unique':
    'steht zweimal in dieser Datei; jede Kennung darf es nur einmal geben',
  'This is YAML, but no qna.yaml: it has no fields such as "seed_examples".':
    'Das ist YAML, aber keine qna.yaml: Felder wie „seed_examples“ fehlen.',
  'The file refers to its own parts too often. Write them out.':
    'Die Datei verweist zu oft auf eigene Teile. Schreiben Sie sie aus.',
  'This is not YAML: {why}': 'Das ist kein YAML: {why}',
  'This line is not JSON. Check its quotes, commas and brackets, and write one JSON object a line.':
    'Diese Zeile ist kein JSON. Prüfen Sie Anführungszeichen, Kommas und Klammern, und schreiben Sie je Zeile ein JSON-Objekt.',
  'This line is written in another encoding than the rest (UTF-8), so its accents and umlauts cannot be read. Save the whole file as UTF-8.':
    'Diese Zeile ist in einer anderen Kodierung geschrieben als die übrigen (UTF-8), sodass ihre Akzente und Umlaute nicht lesbar sind. Speichern Sie die ganze Datei als UTF-8.',
  'is no JSON object. Write one a line, and no list around them':
    'ist kein JSON-Objekt. Schreiben Sie je Zeile eines, ohne Liste darum herum',
  'The first line names no column "{column}". It should read: {example}':
    'Die erste Zeile nennt keine Spalte „{column}“. Sie sollte lauten: {example}',
  'Columns {first} and {second} of the first line are both read as "{column}". Remove or rename one of them.':
    'Die Spalten {first} und {second} der ersten Zeile werden beide als „{column}“ gelesen. Entfernen Sie eine davon oder benennen Sie sie um.',
  'This row has {count} cells where the first line names {columns} columns. Put texts that hold the separator in double quotes':
    'Diese Zeile hat {count} Zellen, die erste nennt {columns} Spalten. Setzen Sie Texte, die das Trennzeichen enthalten, in doppelte Anführungszeichen',
  'The table is damaged: {why}. Check the double quotes on this line.':
    'Die Tabelle ist beschädigt: {why}. Prüfen Sie die doppelten Anführungszeichen in dieser Zeile.',
  'Unpacked, {name} is larger than it may be ({max} MB, {entries} files). Split it.':
    'Ausgepackt ist {name} größer als erlaubt ({max} MB, {entries} Dateien). Teilen Sie es.',
  '{name} is damaged: it cannot be opened as an archive.':
    '{name} ist beschädigt: Es lässt sich nicht als Archiv öffnen.',
  'There is no such lesson. It may have been deleted.':
    'Diese Lektion gibt es nicht. Vielleicht wurde sie gelöscht.',
  'Somebody else has changed this lesson. Load it again, then change it.':
    'Jemand anderes hat diese Lektion geändert. Laden Sie sie neu, und ändern Sie sie dann.',
  'This lesson was erased and stays so. Write a new one.':
    'Diese Lektion wurde gelöscht, und dabei bleibt es. Schreiben Sie eine neue.',
  'The stored earlier turns of a question cannot be read. Restore the latest backup.':
    'Die gespeicherten früheren Wechsel einer Frage lassen sich nicht lesen. Stellen Sie die letzte Sicherung wieder her.',
  'The name does not tell the format. Lessons come as qna.yaml, .csv or .jsonl.':
    'Der Name verrät das Format nicht. Lektionen kommen als qna.yaml, .csv oder .jsonl.',
  'The file is larger than {max} MB. Split it into several.':
    'Die Datei ist größer als {max} MB. Teilen Sie sie auf.',
  'The file holds {count} lessons; at most {max} are taken at once. Split it.':
    'Die Datei enthält {count} Lektionen; auf einmal werden höchstens {max} angenommen. Teilen Sie sie.',
  'There is no lesson in this file.': 'In dieser Datei ist keine Lektion.',
  'There is no test in this file.': 'In dieser Datei ist keine Prüfung.',
  'Another lesson says the same in the same words. Keep one of the two.':
    'Eine andere Lektion sagt dasselbe in denselben Worten. Behalten Sie eine von beiden.',
  'This test question cannot be kept: {problems}.': 'Diese Testfrage lässt sich nicht aufnehmen: {problems}.',
  'This question {why}.': 'Diese Frage {why}.',
  'There is no such test question. It may have been deleted.':
    'Diese Testfrage gibt es nicht. Vielleicht wurde sie gelöscht.',
  'Somebody else has changed this test question. Load it again, then change it.':
    'Jemand anderes hat diese Testfrage geändert. Laden Sie sie neu, und ändern Sie sie dann.',
  'The name does not tell the format. Tests come as .jsonl or .csv.':
    'Der Name verrät das Format nicht. Tests kommen als .jsonl oder .csv.',
  'The file is larger than {max} MB.': 'Die Datei ist größer als {max} MB.',
  'The file holds more than {max} tests. Split it.':
    'Die Datei enthält mehr als {max} Tests. Teilen Sie sie.',
  'There is already a test called "{name}". Change that one, or choose another name.':
    'Einen Test namens „{name}“ gibt es schon. Ändern Sie jenen, oder wählen Sie einen anderen Namen.',
  'There is already a test called "{name}". Choose another name.':
    'Einen Test namens „{name}“ gibt es schon. Wählen Sie einen anderen Namen.',
  'A stored test question cannot be read. Restore the latest backup.':
    'Eine gespeicherte Testfrage lässt sich nicht lesen. Stellen Sie die letzte Sicherung wieder her.',
  'An approved answer was said; it is changed there.':
    'Gesagt wurde eine freigegebene Antwort; sie wird dort geändert.',
  'The documents say so already; the bot is taught to answer like this.':
    'Die Dokumente sagen es schon; der Bot wird gelehrt, so zu antworten.',
  'No page found for this says so: {what}.': 'Keine dazu gefundene Seite sagt das: {what}.',
  'It says something that no page found for this says.':
    'Es sagt etwas, das keine dazu gefundene Seite sagt.',
  'The same facts in other words: a matter of wording.':
    'Dieselben Tatsachen in anderen Worten: eine Frage der Formulierung.',
  'This bot has no correction with the id "{id}".':
    'Dieser Bot hat keine Berichtigung mit der Kennung „{id}“.',
  'A stored correction cannot be read. Restore the latest backup.':
    'Eine gespeicherte Berichtigung lässt sich nicht lesen. Stellen Sie die letzte Sicherung wieder her.',
  'Others are correcting answers at the same time. Try again in a moment.':
    'Andere berichtigen gerade auch Antworten. Versuchen Sie es gleich noch einmal.',
  'This answer rests on "{name}", which not everybody may be told of, and a correction is told to everybody. Change the document itself, or let everybody read it first.':
    'Diese Antwort beruht auf „{name}“, wovon nicht alle erfahren dürfen, und eine Berichtigung erfahren alle. Ändern Sie das Dokument selbst, oder geben Sie es zuerst für alle frei.',
  'This correction is still being made. Try again in a moment.':
    'Diese Berichtigung wird gerade gemacht. Versuchen Sie es gleich noch einmal.',
  'The correction took too long and was taken back. Please try again.':
    'Die Berichtigung hat zu lange gebraucht und wurde zurückgenommen. Bitte versuchen Sie es noch einmal.',
  'This correction is undone already.': 'Diese Berichtigung ist schon rückgängig gemacht.',
  'said: what the bot said was not kept; send it along.':
    'said: Was der Bot sagte, ist nicht aufbewahrt; senden Sie es mit.',
  'answer: this is what the bot said; write what it should say instead.':
    'Das hat der Bot gesagt; schreiben Sie, was er stattdessen sagen soll.',
  'testQuestion: ask the same in quite other words, to test the lesson with; what is taught cannot be tested.':
    'Fragen Sie zur Prüfung dasselbe in ganz anderen Worten; was gelehrt wird, lässt sich nicht prüfen.',
  'This bot has no documents to answer from. Add its help pages first; lessons are taught together with them.':
    'Dieser Bot hat keine Dokumente, aus denen er antworten könnte. Fügen Sie zuerst seine Hilfeseiten hinzu; Lektionen werden mit ihnen zusammen gelehrt.',
  'There are no approved lessons and nothing that could be made of the documents. Add lessons, or approve those that wait.':
    'Es gibt keine freigegebenen Lektionen und nichts, was sich aus den Dokumenten machen ließe. Fügen Sie Lektionen hinzu, oder geben Sie die wartenden frei.',
  'Only {count} examples of an answer could be made of {lessons} approved lessons and the documents; at least {min} are needed.{why}':
    'Aus {lessons, plural, one {# freigegebenen Lektion} other {# freigegebenen Lektionen}} und den Dokumenten {count, plural, one {ließ sich nur # Antwort als Beispiel} other {ließen sich nur # Antworten als Beispiele}} machen; nötig sind mindestens {min}.{why}',
  ' Most often: {reasons}.': ' Am häufigsten: {reasons}.',
  'There was no room for {count} of {lessons} lessons: a run learns {answers} answers at most, and the newest lessons come first. Retire those that are not needed any more.':
    'Für {count} von {lessons} Lektionen war kein Platz: Ein Lauf lernt höchstens {answers} Antworten, die neuesten Lektionen zuerst. Ziehen Sie zurück, was nicht mehr gebraucht wird.',
  '{lost} of {lessons} lessons could not be used.{why}':
    '{lost} von {lessons} Lektionen waren nicht verwendbar.{why}',
  '{count} {contradict} another; none of either is taught until one is retired: {named}.':
    '{count, plural, one {# Lektion widerspricht} other {# Lektionen widersprechen}} einer anderen; keine von ihnen wird gelehrt, bis eine zurückgezogen ist: {named}.',
  'Too few documents share all examples between them, so that none could be held out: the run cannot tell when to stop early.':
    'Alle Beispiele verteilen sich auf zu wenige Dokumente, daher ließ sich keines beiseitelegen: Der Lauf kann nicht erkennen, wann er früher aufhören soll.',
  'the answer has no words': 'die Antwort hat keine Wörter',
  '"{sentence}" is not supported by the help pages: {why}':
    '„{sentence}“ ist durch die Hilfeseiten nicht gedeckt: {why}',
  'its own page does not support the answer': 'die eigene Seite deckt die Antwort nicht',
  'the search finds other pages for this question: it does not say enough by itself':
    'die Suche findet zu dieser Frage andere Seiten: Sie sagt für sich allein nicht genug',
  'too like the test question "{test}"; what is tested is never taught':
    'zu ähnlich der Testfrage „{test}“; was geprüft wird, wird nie gelehrt',
  'was to be held out, and asks the same as "{other}", which is trained on':
    'sollte beiseitegelegt werden und fragt dasselbe wie „{other}“, womit gelehrt wird',
  'contradicts another lesson, which says "{other}"':
    'widerspricht einer anderen Lektion, die „{other}“ sagt',
  'contradicted by another lesson': 'eine andere Lektion widerspricht ihr',
  'the reply of the teacher was cut off here': 'hier brach die Antwort des Lehrers ab',
  'the untuned model says nothing to it': 'das ungelehrte Modell sagt nichts dazu',
  'the untuned model repeats itself': 'das ungelehrte Modell wiederholt sich',
  'no sentence ends within {max} tokens': 'in {max} Tokens endet kein Satz',
  'asks the same as "{other}"': 'fragt dasselbe wie „{other}“',
  'the answer has {count} characters; a small model learns answers of up to {max}':
    'die Antwort hat {count} Zeichen; ein kleines Modell lernt Antworten von bis zu {max}',
  'the bot replies to this by rule, without the model ({kind}: {reason})':
    'hierauf antwortet der Bot nach einer Regel, ohne das Modell ({kind}: {reason})',
  'no page of this bot holds the answer': 'keine Seite dieses Bots enthält die Antwort',
  'there is no other page to refuse from': 'es gibt keine andere Seite, um daran das Ablehnen zu üben',
  'another page may answer it: "{page}"': 'vielleicht beantwortet eine andere Seite es: „{page}“',
  'its document is not for everybody, and what a model learns it may tell anybody':
    'ihr Dokument ist nicht für alle, und was ein Modell lernt, kann es jedem sagen',
  'whether to decline is decided before the model is asked; this recipe does not teach the model to decline':
    'ob abgelehnt wird, entscheidet sich, bevor das Modell gefragt ist; dieses Rezept lehrt das Modell nicht abzulehnen',
  'Shares of a data set are from 0 to 1 and leave at least 0.1 for plain answers.':
    'Anteile eines Datensatzes liegen zwischen 0 und 1 und lassen mindestens 0,1 für einfache Antworten.',
  'A data set has at least one row.': 'Ein Datensatz hat mindestens eine Zeile.',
  'This bot has no such data set. List its data sets, and check the id.':
    'Diesen Datensatz hat der Bot nicht. Sehen Sie seine Datensätze durch, und prüfen Sie die Kennung.',
  'The data set "{id}" has no rows to learn from. Assemble it again.':
    'Der Datensatz „{id}“ hat keine Zeilen zum Lernen. Stellen Sie ihn neu zusammen.',
  'No test question says yet whether your documents answer it. Add some on the page Tests, of both kinds.':
    'Noch sagt keine Testfrage, ob Ihre Dokumente sie beantworten. Fügen Sie auf der Seite Tests welche hinzu, von beiden Arten.',
  'This preference is there already, in the same words.':
    'Diese Bevorzugung gibt es schon, in denselben Worten.',
  '{field}: an answer is needed here.': '{field}: Hier fehlt eine Antwort.',
  '{field}: the answer is longer than {max} characters.':
    '{field}: Die Antwort ist länger als {max} Zeichen.',
  'Both answers are the same; nothing can be learned from that.':
    'Beide Antworten sind gleich; daraus lässt sich nichts lernen.',
  'messages: the prompt must end with what the visitor asked.':
    'messages: Die Eingabe muss mit dem enden, was der Besucher fragte.',
  'messages: the prompt is longer than {max} characters.':
    'messages: Die Eingabe ist länger als {max} Zeichen.',
  'The model did not word this answer, so no preference can change it; a lesson can.':
    'Diese Antwort hat nicht das Modell formuliert, also ändert keine Bevorzugung sie; eine Lektion kann es.',
  'The pages that the model was given for this answer do not say this, so that to prefer it would be to invent. A lesson is taught from the page that says it.':
    'Die Seiten, die das Modell für diese Antwort bekam, sagen das nicht; es zu bevorzugen hieße zu erfinden. Eine Lektion wird von der Seite gelehrt, die es sagt.',
  'The documents behind this answer have changed since, so its prompt cannot be built again. Ask once more, and correct that answer.':
    'Die Dokumente hinter dieser Antwort haben sich seitdem geändert, ihre Eingabe lässt sich nicht noch einmal bilden. Fragen Sie neu, und berichtigen Sie jene Antwort.',
  'Measuring was broken off several times, for instance by a crash. Look at the log, then measure again.':
    'Das Messen wurde mehrmals abgebrochen, etwa durch einen Absturz. Sehen Sie ins Protokoll, dann messen Sie erneut.',
  'Thumbs can be learned from {min} up and {same} down on, and this bot has {up} up and {down} down that can be used: {missingUp} up and {missingDown} down are missing.{more}':
    'Aus Daumen lässt sich ab {min} nach oben und {same} nach unten lernen; brauchbar sind bei diesem Bot {up} nach oben und {down} nach unten: Es fehlen {missingUp} nach oben und {missingDown} nach unten.{more}',
  ' {count} more are left out; its data set says why.':
    ' {count} weitere bleiben weg; die Zeilen sagen, warum.',
  'Last it learns from {up} thumbs up and {down} down which of its answers people want, with {heldOut} kept aside; that takes about {minutes} minutes more.{more}':
    'Zuletzt lernt es aus {up} Daumen nach oben und {down} nach unten, welche Antworten gewünscht sind; {heldOut} bleiben beiseite. Das dauert etwa {minutes} Minuten länger.{more}',
  'A judged reply that this run was to learn from is gone. Start another run.':
    'Eine beurteilte Antwort, aus der dieser Lauf lernen sollte, gibt es nicht mehr. Beginnen Sie einen neuen Lauf.',
  'is learning from thumbs': 'lernt aus Daumen',
  'It learned from {up} thumbs up and {down} down in {steps} steps: on the {heldOut} kept aside liked answers have become {margin} likelier than disliked ones (log-probability).':
    'Es hat aus {up} Daumen nach oben und {down} nach unten in {steps} Schritten gelernt: Bei den {heldOut} beiseitegelegten sind Antworten, die gefielen, um {margin} wahrscheinlicher geworden als andere (Log-Wahrscheinlichkeit).',
  'What it learned from {up} thumbs up and {down} down is left out: on the {heldOut} kept aside liked answers have not become likelier than disliked ones ({margin}).':
    'Was es aus {up} Daumen nach oben und {down} nach unten gelernt hat, bleibt weg: Bei den {heldOut} beiseitegelegten sind Antworten, die gefielen, nicht wahrscheinlicher geworden als andere ({margin}).',
  'the model worded nothing of it': 'das Modell hat nichts davon formuliert',
  'several questions were answered in it, each with a prompt of its own':
    'darin wurden mehrere Fragen beantwortet, jede mit einem eigenen Prompt',
  'staff corrected it, and the correction is what is taught':
    'das Team hat sie berichtigt, und gelehrt wird die Berichtigung',
  'the same answer to the same prompt was liked and disliked':
    'dieselbe Antwort auf denselben Prompt gefiel und gefiel nicht',
  'a passage of its prompt is gone, switched off, or not for everybody':
    'eine Passage ihres Prompts ist weg, ausgeschaltet oder nicht für alle bestimmt',
  'there are {count} newer ones of its kind, as many as a run learns':
    'es gibt {count} neuere ihrer Art, so viele, wie ein Lauf lernt',
  'its visitor judged others, and {count} of one visitor count':
    'ihr Besucher hat schon andere beurteilt, und {count} je Besucher zählen',
  'its prompt cannot be built again as it was served: settings, pages or Foyer changed':
    'ihr Prompt lässt sich nicht mehr so bauen, wie er war: Einstellungen, Seiten oder Foyer haben sich geändert',
  'The example "{id}" is neither liked nor disliked, so nothing can be learned from it.':
    'Das Beispiel „{id}“ wurde weder als gut noch als schlecht beurteilt, also lässt sich nichts daraus lernen.',
  'Judged answers can be learned from once they are answers to at least two questions.':
    'Aus beurteilten Antworten lässt sich lernen, sobald es Antworten auf mindestens zwei Fragen sind.',
  'This bot has no preference with the id "{id}".':
    'Dieser Bot hat keine Bevorzugung mit der Kennung „{id}“.',
  'The run "{id}" is still to learn from this preference. Delete it once the run is done, or cancel the run first.':
    'Der Lauf „{id}“ soll aus dieser Bevorzugung noch lernen. Löschen Sie sie, wenn der Lauf fertig ist, oder brechen Sie den Lauf vorher ab.',
  'The run "{id}" failed before it was done with this preference, and learns from it when it is resumed. Cancel the run first, then delete this.':
    'Der Lauf „{id}“ scheiterte, bevor er mit dieser Bevorzugung fertig war, und lernt aus ihr, wenn er fortgesetzt wird. Brechen Sie zuerst den Lauf ab, und löschen Sie sie dann.',
  'Somebody changed this preference meanwhile. Look at it again.':
    'Jemand hat diese Bevorzugung inzwischen geändert. Sehen Sie sie noch einmal an.',
  'A stored preference cannot be read. Restore the latest backup.':
    'Eine gespeicherte Bevorzugung lässt sich nicht lesen. Stellen Sie die letzte Sicherung wieder her.',
  'Preferences are learned from corrections of several questions, some of which are kept aside; the {count} of this bot are of too few.{more}':
    'Vorlieben werden aus Korrekturen zu mehreren Fragen gelernt, von denen einige beiseitegelegt werden; die {count} dieses Bots sind zu zu wenigen Fragen.{more}',
  'Preferences can be learned from {min} approved corrections on, and this bot has {count}.{more}':
    'Bevorzugungen lassen sich ab {min} freigegebenen Berichtigungen lernen, und dieser Bot hat {count}.{more}',
  'After the lessons it learns from {count} corrections what to say instead, with {heldOut} kept aside; that takes about {minutes} minutes more.{more}':
    'Nach den Lektionen lernt es aus {count} Berichtigungen, was es stattdessen sagen soll; {heldOut} bleiben beiseite. Das dauert etwa {minutes} Minuten länger.{more}',
  ' {count} more ask what is tested, and are left out.':
    ' {count} weitere fragen, was geprüft wird, und bleiben weg.',
  'A correction that this run was to learn from is gone. Start another run.':
    'Eine Berichtigung, aus der dieser Lauf lernen sollte, gibt es nicht mehr. Beginnen Sie einen neuen Lauf.',
  'This bot has no lessons. Write some, or bring them in with "foyer lessons import", and approve them.':
    'Dieser Bot hat keine Lektionen. Schreiben Sie welche, oder importieren Sie sie, und geben Sie sie frei.',
  'None of the lessons of this bot is approved, and {count} wait for it. Approve them first, for instance with "foyer lessons approve --all".':
    'Von den Lektionen dieses Bots ist keine freigegeben, {count} warten darauf. Geben Sie sie zuerst frei, zum Beispiel auf der Seite Lektionen.',
  'The gate finds it better.': 'Die Schranke findet sie besser.',
  'The gate does not find it better.': 'Die Schranke findet sie nicht besser.',
  'There are not enough tests to tell whether it is better.':
    'Es gibt nicht genug Tests, um zu sagen, ob sie besser ist.',
  'The comparison has no result.': 'Der Vergleich hat kein Ergebnis.',
  '{count} examples are longer than {max} tokens and are left out.':
    '{count} Beispiele sind länger als {max} Tokens und bleiben weg.',
  'Cut to {cuts} to stay within {minutes} minutes.':
    'Gekürzt auf {cuts}, um in {minutes} Minuten fertig zu sein.',
  '{some} of {all} epochs': '{some} von {all} Durchgängen',
  '{some} of {all} examples': '{some} von {all} Beispielen',
  'Teaching needs {needed} of memory and {free} are free; close other programs, or use a smaller model.':
    'Das Lehren braucht {needed} Arbeitsspeicher, frei sind {free}; schließen Sie andere Programme, oder verwenden Sie ein kleineres Modell.',
  'Teaching needs {needed} of disk and {free} are free in {folder}; make room there.':
    'Das Lehren braucht {needed} Platz auf der Festplatte, in {folder} sind {free} frei; schaffen Sie dort Platz.',
  'This run {state}, so it cannot {action}.':
    'Dieser Lauf {state}; {action, select, pause {anhalten} resume {fortsetzen} cancel {abbrechen} other {das}} geht deshalb nicht.',
  'waits to begin': 'wartet auf den Beginn',
  'is gathering its data': 'sammelt seine Daten',
  'is being measured': 'wird gemessen',
  'is training': 'lernt gerade',
  'is learning corrections': 'lernt Berichtigungen',
  'is being made into a version': 'wird zu einer Version gemacht',
  'is being tested': 'wird geprüft',
  'is done': 'ist fertig',
  'has failed': 'ist gescheitert',
  'is paused': 'ist angehalten',
  'was cancelled': 'wurde abgebrochen',
  'What it had learned from its lessons is not in the data folder any more, as after a restored backup; it learns them again.':
    'Was dieser Lauf aus den Lektionen gelernt hatte, liegt nicht mehr im Datenordner, etwa nach einer zurückgespielten Sicherung; er lernt sie noch einmal.',
  'What it had learned from corrections is not in the data folder any more, as after a restored backup; it learns from them again.':
    'Was dieser Lauf aus Berichtigungen gelernt hatte, liegt nicht mehr im Datenordner, etwa nach einer zurückgespielten Sicherung; er lernt noch einmal daraus.',
  'What it had learned from thumbs is not in the data folder any more, as after a restored backup; it learns from them again.':
    'Was dieser Lauf aus Daumen gelernt hatte, liegt nicht mehr im Datenordner, etwa nach einer zurückgespielten Sicherung; er lernt noch einmal daraus.',
  'This run does not work at the moment, so it cannot be paused.':
    'Dieser Lauf arbeitet gerade nicht, also lässt er sich nicht anhalten.',
  '{count} corrections': '{count} Berichtigungen',
  'It learned from {corrections} in {steps} steps: on the {heldOut} kept aside it prefers the right answer by {margin} more than before (log-probability).':
    'Es hat aus {corrections} in {steps} Schritten gelernt: Bei den {heldOut} beiseitegelegten zieht es die richtige Antwort um {margin} mehr vor als zuvor (Log-Wahrscheinlichkeit).',
  'What it learned from {corrections} is left out: on the {heldOut} kept aside it does not prefer the right answer more than before ({margin}).':
    'Was es aus {corrections} lernte, bleibt weg: Bei den {heldOut} beiseitegelegten zieht es die richtige Antwort nicht mehr vor als zuvor ({margin}).',
  'This machine teaches one bot at a time, and run {id} of the bot "{bot}" is {state}. Wait until it is done, or pause or cancel it first.':
    'Dieser Rechner lehrt immer nur einen Bot, und gerade läuft {id} des Bots „{bot}“. Warten Sie, bis dieser Lauf fertig ist, oder halten Sie ihn an oder brechen Sie ihn ab.',
  'On {rows} general requests kept aside, the loss of what the untuned model says is {after} after teaching and {before} before ({sign}{change} %): what it forgot.':
    'Bei {rows} beiseitegelegten allgemeinen Bitten ist der Verlust auf dem, was das ungelehrte Modell sagt, nach dem Lehren {after} und zuvor {before} ({sign}{change} %): Das hat es vergessen.',
  'Exercises are left out: they teach to say what pages say, and the {count} lessons that can be used word it in a way of their own.':
    'Übungen werden weggelassen: Sie lehren, zu sagen, was auf den Seiten steht, und die {count} verwendbaren Lektionen sagen es auf eigene Weise.',
  'Only {count} of {asked} general requests could be answered by the untuned model; the share is smaller than was asked for.':
    'Nur {count} von {asked} allgemeinen Bitten konnte das ungelehrte Modell beantworten; der Anteil ist kleiner als verlangt.',
  'There is no such run. Check its id.': 'Diesen Lauf gibt es nicht. Prüfen Sie seine Kennung.',
  'The work was broken off {times} times without getting any further, for instance by a crash. Look at the log, then resume it.':
    'Die Arbeit brach {times} Mal ab, ohne weiterzukommen, zum Beispiel durch einen Absturz. Sehen Sie ins Protokoll, und setzen Sie sie dann fort.',
  'Before the version is made, this machine teaches itself its cross-encoder, once, for some minutes.':
    'Bevor die Version entsteht, lehrt sich dieser Rechner seinen Cross-Encoder, einmal, einige Minuten lang.',
  'It needs {needed} of memory and {left} are free; close other programs.':
    'Er braucht {needed} Speicher, und {left} sind frei; schließen Sie andere Programme.',
  'The cross-encoder could not be made, and the version is made without it. {why}':
    'Der Cross-Encoder ließ sich nicht herstellen, und die Version entsteht ohne ihn. {why}',
  'This machine teaches itself its cross-encoder, once, for some minutes. Ask for the estimate again after that, or start the run, which waits for it.':
    'Dieser Rechner lehrt sich seinen Cross-Encoder, einmal, einige Minuten lang. Lassen Sie danach noch einmal schätzen, oder starten Sie den Lauf, der darauf wartet.',
  'First this machine teaches itself its cross-encoder, once, for some minutes; the run begins by itself after that.':
    'Zuerst lehrt sich dieser Rechner seinen Cross-Encoder, einmal, einige Minuten lang; danach beginnt der Lauf von selbst.',
  'There are no test questions, so nothing tells whether this version is better. Add some, then compare it.':
    'Es gibt keine Testfragen, also sagt nichts, ob diese Version besser ist. Fügen Sie welche hinzu, und vergleichen Sie sie dann.',
  'Training cannot go on from this checkpoint: the model, the settings or the examples have changed since. Start anew.':
    'Von diesem Zwischenstand kann es nicht weitergehen: Modell, Einstellungen oder Beispiele haben sich seitdem geändert. Beginnen Sie neu.',
  'The adapter does not fit this model and these settings: see {what}.':
    'Der Adapter passt nicht zu diesem Modell und diesen Einstellungen: siehe {what}.',
  'Training went astray in step {step}: its loss is no longer a number. Start another run with a lower learning rate.':
    'Das Lernen ist in Schritt {step} entgleist: Der Verlust ist keine Zahl mehr. Beginnen Sie einen neuen Lauf mit einer kleineren Lernrate.',
  'There is nothing to learn: the data holds no examples.':
    'Es gibt nichts zu lernen: In den Daten sind keine Beispiele.',
  'There is nothing to learn: each of the {count} examples is longer than {max} tokens. Shorten them.':
    'Es gibt nichts zu lernen: Jedes der {count} Beispiele ist länger als {max} Tokens. Kürzen Sie sie.',
  'The example "{id}" does not end with an answer, so nothing can be learned from it.':
    'Das Beispiel „{id}“ endet nicht mit einer Antwort, daraus lässt sich nichts lernen.',
  'The example "{id}" has no rejected answer, and a preference needs one.':
    'Das Beispiel „{id}“ hat keine verworfene Antwort, und eine Bevorzugung braucht eine.',
  'The example "{id}" is not one question and the line that answers it, so nothing can be learned from it.':
    'Das Beispiel „{id}“ besteht nicht aus einer Frage und der Zeile, die sie beantwortet, daraus lässt sich nichts lernen.',
  'The model "{id}" is no embedder, so it cannot learn which lines answer questions.':
    'Das Modell „{id}“ ist kein Suchmodell, es kann nicht lernen, welche Zeilen Fragen beantworten.',
  'Nothing can be learned from a question and its answer alone: give several questions a step, or lines that do not answer.':
    'Aus einer Frage und ihrer Antwort allein lässt sich nichts lernen: Geben Sie mehrere Fragen je Schritt, oder Zeilen, die nicht antworten.',
} as const;
