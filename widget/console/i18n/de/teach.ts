export const teach = {
  Teach: 'Lehren',
  'The bot’s own small model is taught your lessons, on your machine. What comes of it is a version, which you compare and publish; until then nothing changes for visitors.':
    'Das eigene kleine Modell des Bots lernt Ihre Lektionen, auf Ihrem Rechner. Daraus wird eine Version, die Sie vergleichen und veröffentlichen; bis dahin ändert sich für Besucher nichts.',
  'A run': 'Ein Durchlauf',
  'Earlier runs': 'Frühere Durchläufe',
  '{lessons} of about {enough} lessons': '{lessons} von etwa {enough} Lektionen',
  '{lessons} lessons, enough to rely on': '{lessons} Lektionen, genug, um sich darauf zu verlassen',
  'Lessons that are ready': 'Lektionen, die bereit sind',
  'Teaching needs lessons that are approved. Thirty are enough to see a change, a hundred to rely on it.':
    'Zum Lehren braucht es freigegebene Lektionen. Dreißig genügen, um eine Änderung zu sehen, hundert, um sich darauf zu verlassen.',
  'These are your approved lessons. It learns from more: rows made of them and of your documents, and exercises that come with Foyer. “What would it take?” says how many of each.':
    'Das sind Ihre freigegebenen Lektionen. Gelernt wird aus mehr: aus Zeilen, die aus ihnen und aus Ihren Dokumenten gemacht werden, und aus Übungen, die Foyer mitbringt. „Was wäre nötig?“ sagt, wie viele es von jedem sind.',
  'Review the drafts': 'Die Entwürfe durchsehen',
  'The run of {time}': 'Der Durchlauf vom {time}',
  'Pausing after this step': 'Pausiert nach diesem Schritt',
  'Started by {name}': 'Begonnen von {name}',
  'Progress of this step': 'Fortschritt dieses Schritts',
  'Step {step} of {steps}': 'Schritt {step} von {steps}',
  'about {time} left': 'noch etwa {time}',
  '{count} tokens a second': '{count} Token je Sekunde',
  'It works on the server. You may close this page and come back; a restart costs a minute at most.':
    'Er läuft auf dem Server. Sie können diese Seite schließen und wiederkommen; ein Neustart kostet höchstens eine Minute.',
  'A new version is there. It answers nobody until it is published.':
    'Eine neue Version ist da. Sie antwortet niemandem, bis sie veröffentlicht ist.',
  Steps: 'Schritte',
  Pause: 'Pause',
  Continue: 'Fortsetzen',
  'Cancel this run': 'Diesen Durchlauf abbrechen',
  'Cancel this run?': 'Diesen Durchlauf abbrechen?',
  'What it has learned so far is thrown away. To go on later instead, pause it.':
    'Was er bisher gelernt hat, wird verworfen. Um später weiterzumachen, pausieren Sie ihn.',
  'Waiting for its turn': 'Wartet, bis er dran ist',
  'Gathering the examples': 'Beispiele sammeln',
  'Measuring this machine': 'Diesen Rechner messen',
  Teaching: 'Lehren',
  'Making the version': 'Version herstellen',
  'Comparing on your tests': 'An Ihren Tests vergleichen',
  Paused: 'Pausiert',
  Cancelled: 'Abgebrochen',
  Gentle: 'Sanft',
  'Once through the examples, in small steps. For a first try, or a change of tone.':
    'Einmal durch die Beispiele, in kleinen Schritten. Für einen ersten Versuch oder einen anderen Ton.',
  Balanced: 'Ausgewogen',
  'Twice through the examples; once from about 400 on, where more of the same teaches little. Right for most.':
    'Zweimal durch die Beispiele; ab etwa 400 einmal, denn dasselbe noch einmal lehrt dann wenig. Für die meisten richtig.',
  Thorough: 'Gründlich',
  'Once more through the examples than Balanced. Takes longest.':
    'Einmal mehr durch die Beispiele als Ausgewogen. Dauert am längsten.',
  'less than a minute': 'weniger als eine Minute',
  '{count, plural, one {# minute} other {# minutes}}': '{count, plural, one {# Minute} other {# Minuten}}',
  '{count, plural, one {# hour} other {# hours}}': '{count, plural, one {# Stunde} other {# Stunden}}',
  'The curve begins with the first steps.': 'Die Kurve beginnt mit den ersten Schritten.',
  'The error on the examples fell from {first} to {last}: the bot comes closer to your answers.':
    'Der Fehler bei den Beispielen fiel von {first} auf {last}: Der Bot kommt Ihren Antworten näher.',
  'The error on the examples has not fallen yet ({first}, now {last}).':
    'Der Fehler bei den Beispielen ist noch nicht gefallen ({first}, jetzt {last}).',
  'Whether it also helps with questions it was not taught shows a little later.':
    'Ob es auch bei Fragen hilft, die er nicht gelernt hat, zeigt sich etwas später.',
  'On examples kept aside it was best at {best} and is {last} now: more teaching would only be learning by heart, so it stops by itself.':
    'Bei zurückgelegten Beispielen war er mit {best} am besten und liegt jetzt bei {last}: Mehr Lehren wäre nur Auswendiglernen, also hört es von selbst auf.',
  'On examples kept aside it fell too, from {first} to {last}: it learns the manner, not the words.':
    'Bei zurückgelegten Beispielen fiel er auch, von {first} auf {last}: Gelernt wird die Art, nicht der Wortlaut.',
  'On examples kept aside it stays at {last}: there is little more to learn from these.':
    'Bei zurückgelegten Beispielen bleibt er bei {last}: Aus diesen ist kaum mehr zu lernen.',
  'How it learns': 'Wie er lernt',
  Examples: 'Beispiele',
  'Its own examples': 'Eigene Beispiele',
  Exercises: 'Übungen',
  '{rows} from its lessons and documents': '{rows} aus seinen Lektionen und Dokumenten',
  '{rows} exercises about invented organisations': '{rows} Übungen über erfundene Organisationen',
  '{rows} general requests': '{rows} allgemeine Anliegen',
  'Kept aside': 'Zurückgelegt',
  Step: 'Schritt',
  'The numbers as a table': 'Die Zahlen als Tabelle',
  'Error, examples': 'Fehler, Beispiele',
  'Error, kept aside': 'Fehler, zurückgelegt',
  'Teach it': 'Jetzt lehren',
  'How much': 'Wie viel',
  'Minutes at most': 'Höchstens Minuten',
  'Teaching is cut to fit; gathering and comparing come on top.':
    'Das Lehren wird darauf gekürzt; Sammeln und Vergleichen kommen hinzu.',
  'Compare on the tests when it is done': 'Danach an den Tests vergleichen',
  'Times through': 'Durchgänge',
  'Time to teach': 'Zeit zum Lehren',
  Memory: 'Arbeitsspeicher',
  Disk: 'Festplatte',
  'Gathering the examples and teaching for ten seconds, to see how fast this machine is…':
    'Beispiele werden gesammelt und zehn Sekunden lang gelehrt, um zu sehen, wie schnell dieser Rechner ist …',
  'Start teaching': 'Lehren beginnen',
  'Learning from corrections': 'Lernt aus Berichtigungen',
  'Learn from corrections after the lessons': 'Nach den Lektionen aus Berichtigungen lernen',
  'From ten approved corrections on: what to say instead of what it had said.':
    'Ab zehn freigegebenen Berichtigungen: was zu sagen ist statt dessen, was er gesagt hatte.',
  'Learning from thumbs': 'Lernt aus Daumen',
  'Learn from thumbs last': 'Zuletzt aus Daumen lernen',
  'From 100 up and 100 down on, of answers that the model worded. Anybody can leave a thumb: look through the rows below first.':
    'Ab 100 nach oben und 100 nach unten, zu Antworten, die das Modell formuliert hat. Einen Daumen kann jeder geben: Sehen Sie zuerst die Zeilen unten durch.',
  'How it learns from thumbs': 'Wie er aus Daumen lernt',
  'The margin says how much likelier than before answers that people liked have become, beside those that they did not. It should rise above 0.':
    'Der Abstand sagt, wie viel wahrscheinlicher als zuvor Antworten geworden sind, die gefielen, gegenüber denen, die nicht gefielen. Er soll über 0 steigen.',
  'A visitor': 'Ein Besucher',
  'An answer of its own: liked': 'Eigene Antwort: gefiel',
  'An answer of its own: not liked': 'Eigene Antwort: gefiel nicht',
  '{up} answers liked, {down} not liked': '{up} Antworten gefielen, {down} nicht',
  'Practise on invented organisations too': 'Auch an erfundenen Organisationen üben',
  'Some 800 examples that come with Foyer: how to pick the right line and word it.':
    'Rund 800 Beispiele, die mit Foyer kommen: wie man die richtige Zeile findet und sie in Worte fasst.',
  'Keep what it could before (percent of the examples)':
    'Behalten, was es vorher konnte (Prozent der Beispiele)',
  'Adds what the model says to general requests by itself, and measures what it forgets. Takes about a minute to gather.':
    'Fügt hinzu, was das Modell von sich aus zu allgemeinen Bitten sagt, und misst, was es vergisst. Das Sammeln dauert etwa eine Minute.',
  Margin: 'Abstand',
  'How it learns from corrections': 'Wie er aus Berichtigungen lernt',
  'The margin says by how much more than after the lessons it prefers your correction to what it had said. It should rise above 0.':
    'Der Abstand sagt, um wie viel mehr als nach den Lektionen er Ihre Berichtigung dem vorzieht, was er gesagt hatte. Er soll über 0 steigen.',
  'What would it take?': 'Was wäre nötig?',
  'Answer from a page': 'Antwort aus einer Seite',
  'Right page among wrong ones': 'Richtige Seite unter falschen',
  'Follow-up question': 'Anschlussfrage',
  'Other wording': 'Andere Formulierung',
  'Page taken away: decline': 'Seite weggenommen: ablehnen',
  'Not in the pages: decline': 'Nicht in den Seiten: ablehnen',
  'Off topic: decline': 'Abseits des Themas: ablehnen',
  'Exercise: an invented organisation': 'Übung: eine erfundene Organisation',
  'General request: its own words': 'Allgemeine Bitte: eigene Worte',
  'See what it learns from, row by row': 'Zeile für Zeile sehen, woraus er lernt',
  '{kept} rows to learn from, {held} kept aside, {dropped} dropped; gathered {time}.':
    '{kept} Zeilen zum Lernen, {held} zurückgelegt, {dropped} verworfen; gesammelt am {time}.',
  'Nothing was gathered yet. “What would it take?” gathers the rows without teaching anything.':
    'Noch wurde nichts gesammelt. „Was wäre nötig?“ sammelt die Zeilen, ohne etwas zu lehren.',
  Show: 'Zeigen',
  'what is taught': 'was gelehrt wird',
  'what was dropped, and why': 'was verworfen wurde und warum',
  'None.': 'Keine.',
  'Dropped: {reason}': 'Verworfen: {reason}',
  'Its lesson': 'Zur Lektion',
  'Make a lesson of it': 'Eine Lektion daraus machen',
  'As the model reads it': 'Wie das Modell es liest',
  'Compare & publish': 'Vergleichen & veröffentlichen',
} as const;
