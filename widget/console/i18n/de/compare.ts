export const compare = {
  'A new version answers visitors only when you publish it. Before that it is asked your final tests, beside what answers now: what comes of it is the gate’s verdict. Going back is one click.':
    'Eine neue Version antwortet Besuchern erst, wenn Sie sie veröffentlichen. Vorher werden ihr Ihre Abschlusstests gestellt, neben dem, was jetzt antwortet: Was dabei herauskommt, ist das Urteil der Schranke. Zurück geht es mit einem Klick.',
  'No version yet': 'Noch keine Version',
  'Teach the bot': 'Den Bot lehren',
  'The untaught model answers. Teaching makes a version of it that has learned from your lessons; here you see side by side whether it is better.':
    'Es antwortet das ungelehrte Modell. Das Lehren macht daraus eine Version, die aus Ihren Lektionen gelernt hat; hier sehen Sie nebeneinander, ob sie besser ist.',
  Versions: 'Versionen',
  Comparisons: 'Vergleiche',
  'Version {version}, {time}': 'Version {version}, {time}',
  '{asked} of {questions} questions asked': '{asked} von {questions} Fragen gestellt',
  Better: 'Besser',
  'Not better': 'Nicht besser',
  'Not enough tests to tell': 'Zu wenige Tests für ein Urteil',
  Comparing: 'Vergleicht',
  'what answers now': 'was jetzt antwortet',
  'the untaught model': 'das ungelehrte Modell',
  'quoting alone': 'bloßes Zitieren',
  'Answers visitors now': 'Antwortet Besuchern jetzt',
  'Roll back': 'Zurückrollen',
  'Roll back to what answered before?': 'Zu dem zurück, was vorher antwortete?',
  'The version and the settings from before “{version}” answer from the next question on. Documents, approved answers and what customers call things stay as they are.':
    'Ab der nächsten Frage antworten die Version und die Einstellungen von vor „{version}“. Dokumente, freigegebene Antworten und wie Kunden etwas nennen bleiben, wie sie sind.',
  'Nothing has been published for this bot yet.': 'Für diesen Bot wurde noch nichts veröffentlicht.',
  'Published before': 'Früher veröffentlicht',
  'Bring back': 'Zurückholen',
  'Bring back release {number}': 'Ausgabe {number} zurückholen',
  'Bring this release back?': 'Diese Ausgabe zurückholen?',
  '“{version}” and the settings of then answer from the next question on. Documents, approved answers and what customers call things stay as they are.':
    'Ab der nächsten Frage antworten „{version}“ und die Einstellungen von damals. Dokumente, freigegebene Antworten und wie Kunden etwas nennen bleiben, wie sie sind.',
  'Comparison it rests on: {verdict}': 'Vergleich, auf dem sie beruht: {verdict}',
  'Changed since: {what}': 'Seither geändert: {what}',
  'It was published without a comparison.': 'Sie wurde ohne Vergleich veröffentlicht.',
  'Documents stayed as they were: {added} came, {changed} changed and {removed} went since then.':
    'Dokumente blieben, wie sie waren: Seit damals kamen {added} hinzu, {changed} änderten sich, {removed} fielen weg.',
  'Who may be told what a document says stayed as it was and may not be as it was then.':
    'Wer erfahren darf, was in einem Dokument steht, blieb, wie es war, und ist womöglich anders als damals.',
  'What customers call things stayed as it was and may not be what it was then.':
    'Wie Kunden etwas nennen, blieb, wie es war, und ist womöglich anders als damals.',
  'Approved answers stayed as they were and may not be those of then.':
    'Freigegebene Antworten blieben, wie sie waren, und sind womöglich nicht die von damals.',
  'the documents': 'die Dokumente',
  'the approved answers': 'die freigegebenen Antworten',
  'what customers call things': 'wie Kunden etwas nennen',
  'the settings, or what the bot decides by': 'die Einstellungen oder wonach der Bot entscheidet',
  'the tests': 'die Tests',
  'the version that answers': 'die Version, die antwortet',
  'what reads the closest lines': 'was die nächsten Zeilen liest',
  'it was not noted what it rests on': 'worauf er beruht, wurde nicht festgehalten',
  'The gate found it better, but this has changed since. Compare it again:':
    'Die Schranke fand sie besser, doch seither hat sich dies geändert. Vergleichen Sie sie noch einmal:',
  'The untaught model': 'Das ungelehrte Modell',
  'release {number}': 'Ausgabe {number}',
  'since {time}': 'seit {time}',
  'brought back': 'zurückgeholt',
  'published against the gate: {reason}': 'gegen die Schranke veröffentlicht: {reason}',
  'Taught {time}': 'Gelehrt am {time}',
  'retired: {reason}': 'zurückgezogen: {reason}',
  'Answers now': 'Antwortet jetzt',
  'Not compared yet': 'Noch nicht verglichen',
  Compare: 'Vergleichen',
  'Compare {version}': '{version} vergleichen',
  Publish: 'Veröffentlichen',
  'Publish {version}': '{version} veröffentlichen',
  'Model card': 'Modellkarte',
  'Model card of {version}': 'Modellkarte von {version}',
  'What it was taught from': 'Woraus sie gelehrt wurde',
  'Retire this version for good': 'Diese Version endgültig zurückziehen',
  Why: 'Warum',
  'It can never be published again; one that answers now goes on until another takes its place.':
    'Sie kann nie wieder veröffentlicht werden; antwortet sie gerade, tut sie das, bis eine andere sie ablöst.',
  'Retire for good': 'Endgültig zurückziehen',
  'Use it elsewhere': 'Anderswo verwenden',
  'Adapter (PEFT)': 'Adapter (PEFT)',
  'What it learned from (JSONL)': 'Woraus sie gelernt hat (JSONL)',
  'Format of the model': 'Format des Modells',
  'GGUF, for llama.cpp and Ollama': 'GGUF, für llama.cpp und Ollama',
  'ONNX, for transformers.js': 'ONNX, für transformers.js',
  'safetensors, for Python': 'safetensors, für Python',
  'Whole model': 'Ganzes Modell',
  'Writing the model takes about a minute; then it is saved.':
    'Das Schreiben des Modells dauert etwa eine Minute; dann wird es gespeichert.',
  'Bring in an adapter': 'Einen Adapter hereinholen',
  'Trained elsewhere with PEFT: a zip of its folder, or adapter_config.json and adapter_model.safetensors.':
    'Anderswo mit PEFT trainiert: ein Zip des Ordners, oder adapter_config.json und adapter_model.safetensors.',
  'Adapters brought in': 'Hereingeholte Adapter',
  'An adapter for {model}, {time}': 'Ein Adapter für {model}, {time}',
  'An adapter, {time}': 'Ein Adapter, {time}',
  'Waits until it is merged into the model': 'Wartet darauf, ins Modell eingearbeitet zu werden',
  'Being merged into the model, which takes about a minute':
    'Wird ins Modell eingearbeitet; das dauert etwa eine Minute',
  'How far the adapter is': 'Wie weit der Adapter ist',
  'Sending it…': 'Wird gesendet …',
  '{version} is there. It answers nobody until it is published.':
    '{version} ist da. Sie antwortet niemandem, bis sie veröffentlicht ist.',
  'Remove this version': 'Diese Version entfernen',
  'Remove this version?': 'Diese Version entfernen?',
  'Its adapter and its files are deleted; what was published and compared stays in the record.':
    'Ihr Adapter und ihre Dateien werden gelöscht; was veröffentlicht und verglichen wurde, bleibt verzeichnet.',
  'Publish this version?': 'Diese Version veröffentlichen?',
  'From the next question on, {version} answers your visitors. You can roll back at any time.':
    'Ab der nächsten Frage antwortet {version} Ihren Besuchern. Sie können jederzeit zurückrollen.',
  'It brings its own decision along when to answer; what was fitted by hand since is newer, stays, and goes on counting.':
    'Sie bringt mit, wann geantwortet wird; was seither von Hand angepasst wurde, ist neuer, bleibt und gilt weiter.',
  'It also changes when the bot answers: of {count, plural, one {# question} other {# questions}} that your lessons answer, the bot declined {before} %, and {after} % with this version.':
    'Sie ändert auch, wann der Bot antwortet: Von {count, plural, one {# Frage} other {# Fragen}}, die Ihre Lektionen beantworten, lehnte der Bot {before} % ab, mit dieser Version {after} %.',
  'What was fitted by hand is kept, and counts again once another version answers that brings none along.':
    'Was von Hand angepasst wurde, bleibt erhalten und gilt wieder, sobald eine andere Version antwortet, die nichts mitbringt.',
  'The answer threshold, too, goes back, from {now} to {before}.':
    'Auch die Antwortschwelle geht zurück, von {now} auf {before}.',
  '{verdict}, on practice tests only': '{verdict}, nur an Übungstests',
  'It was compared on practice tests only. They are known from teaching, so they prove nothing about new questions. Compare it on the final tests first: “Compare” on its card does so.':
    'Sie wurde nur an Übungstests verglichen. Die sind vom Lehren bekannt und belegen deshalb nichts für neue Fragen. Vergleichen Sie sie erst an den Abschlusstests: „Vergleichen“ auf ihrer Karte tut das.',
  'on {count, plural, one {# final test} other {# final tests}}':
    'an {count, plural, one {# Abschlusstest} other {# Abschlusstests}}',
  'on {count, plural, one {# practice test} other {# practice tests}}':
    'an {count, plural, one {# Übungstest} other {# Übungstests}}',
  'on {count, plural, one {# question} other {# questions}} of a file':
    'an {count, plural, one {# Frage} other {# Fragen}} einer Datei',
  'It stands on {count, plural, one {# final test} other {# final tests}}, which nothing was tuned by.':
    'Es beruht auf {count, plural, one {# Abschlusstest} other {# Abschlusstests}}, an denen nichts angepasst wurde.',
  'It stands on {count, plural, one {# practice test} other {# practice tests}}, known from teaching: no version is published on that.':
    'Es beruht auf {count, plural, one {# Übungstest} other {# Übungstests}}, vom Lehren bekannt: Darauf wird keine Version veröffentlicht.',
  'It stands on {count, plural, one {# question} other {# questions}} of a file.':
    'Es beruht auf {count, plural, one {# Frage} other {# Fragen}} einer Datei.',
  '{beside, plural, one {# more was} other {# more were}} asked only because every version must pass them.':
    '{beside, plural, one {# weitere wurde} other {# weitere wurden}} nur gestellt, weil jede Version sie bestehen muss.',
  'The gate found it better': 'Die Schranke fand sie besser',
  'The gate did not find it better:': 'Die Schranke fand sie nicht besser:',
  'The gate has not compared it yet. Compare it first, if you can.':
    'Die Schranke hat sie noch nicht verglichen. Vergleichen Sie sie erst, wenn Sie können.',
  'Why publish it all the same': 'Warum trotzdem veröffentlichen',
  'Kept with the release, for whoever asks later.':
    'Bleibt bei der Ausgabe stehen, für alle, die später fragen.',
  Note: 'Notiz',
  'What is new, in a few words; may stay empty.': 'Was neu ist, in wenigen Worten; darf leer bleiben.',
  'Starting the version, so that no visitor waits for it…':
    'Die Version wird gestartet, damit kein Besucher auf sie wartet …',
  'Publish against the gate': 'Gegen die Schranke veröffentlichen',
  'The gate’s verdict': 'Das Urteil der Schranke',
  'All checks': 'Alle Prüfungen',
  Check: 'Prüfung',
  'Asked for': 'Verlangt',
  Measured: 'Gemessen',
  'cannot tell': 'nicht zu sagen',
  yes: 'ja',
  no: 'nein',
  'for information': 'nur zur Information',
  'Question by question': 'Frage für Frage',
  '{fixed} fixed, {regressions} right before and wrong now; {better} closer to the ideal answer, {worse} further from it.':
    '{fixed} verbessert, {regressions} vorher richtig und jetzt falsch; {better} näher an der idealen Antwort, {worse} weiter davon weg.',
  'Right before, wrong now': 'Vorher richtig, jetzt falsch',
  'Further from the ideal answer': 'Weiter von der idealen Antwort weg',
  'Wrong before, right now': 'Vorher falsch, jetzt richtig',
  'Closer to the ideal answer': 'Näher an der idealen Antwort',
  'About the same': 'Etwa gleich',
  Against: 'Gegen',
  'all that changed': 'alles, was sich geändert hat',
  'New version': 'Neue Version',
  Comparison: 'Vergleich',
  'Judge blind': 'Blind urteilen',
  'Questions asked': 'Gestellte Fragen',
  'It works on the server; you may close this page and come back.':
    'Er läuft auf dem Server; Sie können diese Seite schließen und wiederkommen.',
  'Stop comparing': 'Vergleich anhalten',
  'Stop this comparison?': 'Diesen Vergleich anhalten?',
  'What was asked so far is thrown away; you can begin again at any time.':
    'Was bisher gefragt wurde, wird verworfen; Sie können jederzeit neu beginnen.',
  'Two answers to the same question; one is the new version’s, one the untaught model’s. Which is which, nobody tells you before you have chosen.':
    'Zwei Antworten auf dieselbe Frage; eine ist von der neuen Version, eine vom ungelehrten Modell. Welche welche ist, sagt Ihnen niemand, bevor Sie gewählt haben.',
  'Nothing to judge': 'Nichts zu urteilen',
  'Back to the comparison': 'Zurück zum Vergleich',
  'Both gave the same answer to every question.': 'Beide gaben auf jede Frage dieselbe Antwort.',
  '{place} of {count}': '{place} von {count}',
  'Judged so far': 'Bisher beurteilt',
  Left: 'Links',
  Right: 'Rechts',
  'Left is better': 'Links ist besser',
  'Equally good': 'Gleich gut',
  'Right is better': 'Rechts ist besser',
  left: 'links',
  equal: 'gleich',
  right: 'rechts',
  'All judged': 'Alles beurteilt',
  'Of {judged} judgements, {candidate} prefer the new version, {other} the untaught model, {ties} neither.':
    'Von {judged} Urteilen ziehen {candidate} die neue Version vor, {other} das ungelehrte Modell, {ties} keines von beiden.',
  'Were both equally good, a split as uneven as this would come by chance in {share} of 100 cases.':
    'Wären beide gleich gut, käme eine so ungleiche Verteilung durch Zufall in {share} von 100 Fällen vor.',
  'Look again': 'Noch einmal ansehen',
  'See the comparison': 'Zum Vergleich',
} as const;
