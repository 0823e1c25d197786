export const knowledge = {
  'Added for “{question}”. Once it is ready, ask the bot, then close the topic.':
    'Hinzugefügt für „{question}“. Sobald es bereit ist, fragen Sie den Bot, dann schließen Sie das Thema.',
  'changed {time}': 'geändert am {time}',
  '{count, plural, one {# passage} other {# passages}}':
    '{count, plural, one {# Passage} other {# Passagen}}',
  Everyone: 'Alle',
  'Visitors who are signed in on your site': 'Besucher, die auf Ihrer Website angemeldet sind',
  'Only some groups of them': 'Nur einige Gruppen davon',
  'Signed-in visitors only': 'Nur angemeldete Besucher',
  'Only for {groups}': 'Nur für {groups}',
  Groups: 'Gruppen',
  'As the tokens of your site name them, with commas between.':
    'Wie die Tokens Ihrer Website sie nennen, durch Kommas getrennt.',
  'Who may be told': 'Wer es erfahren darf',
  'For all others it is as if this document were not there, from the next question on.':
    'Für alle anderen ist es ab der nächsten Frage, als gäbe es dieses Dokument nicht.',
  'Who may be told what it says': 'Wer erfahren darf, was darin steht',
  'Who may be told what you add here': 'Wer erfahren darf, was Sie hier hinzufügen',
  'Who may be told what its pages say': 'Wer erfahren darf, was auf den Seiten steht',
  'As a visitor who is': 'Als Besucher, der',
  'Answered by': 'Es antwortet',
  'what answers visitors now': 'was jetzt Besuchern antwortet',
  'the version taught {time}': 'die Version, gelehrt am {time}',
  'anyone on your site': 'irgendwer auf Ihrer Website ist',
  'signed in on your site': 'auf Ihrer Website angemeldet ist',
  'signed in and in these groups': 'angemeldet und in diesen Gruppen ist',
  'Other documents about the same': 'Andere Dokumente zum selben Thema',
  'Nothing in other documents repeats or contradicts this one, as far as the rules can tell.':
    'Soweit die Regeln es erkennen, wiederholt oder widerspricht kein anderes Dokument diesem.',
  'Compared once the passages are indexed.': 'Wird verglichen, sobald die Passagen im Index stehen.',
  'The first {compared} of {passages} passages were compared.':
    'Verglichen wurden die ersten {compared} von {passages} Passagen.',
  'These two pages say different things about “{about}”.':
    'Diese beiden Seiten sagen Verschiedenes über „{about}“.',
  'These two pages say different things.': 'Diese beiden Seiten sagen Verschiedenes.',
  'Two pages say the same about “{about}”.': 'Zwei Seiten sagen dasselbe über „{about}“.',
  'Two pages say the same.': 'Zwei Seiten sagen dasselbe.',
  'This document': 'Dieses Dokument',
  'Keep both': 'Beide behalten',
  'Show it again': 'Wieder zeigen',
  'Kept as they are ({count})': 'Bleiben, wie sie sind ({count})',
  'Visitors may be told either. Change or switch off the one that is wrong.':
    'Besucher können das eine oder das andere erfahren. Ändern Sie das falsche oder schalten Sie es ab.',
  'Not used yet': 'Noch nicht verwendet',
  'Used in {count, plural, one {# conversation} other {# conversations}}':
    'In {count, plural, one {# Gespräch} other {# Gesprächen}} verwendet',
  'Cited in {count, plural, one {# reply} other {# replies}}':
    'In {count, plural, one {# Antwort} other {# Antworten}} genannt',
  'Open the original': 'Original öffnen',
  'As the bot reads it': 'Wie der Bot es liest',
  'No passages yet': 'Noch keine Passagen',
  'Once the document is read, its text stands here, cut into the passages that the bot finds and cites.':
    'Sobald das Dokument gelesen ist, steht sein Text hier, geteilt in die Passagen, die der Bot findet und nennt.',
  'Use in answers': 'In Antworten verwenden',
  'Passage {number}': 'Passage {number}',
  'Hit {rank} · {score}': 'Treffer {rank} · {score}',
  'Search this knowledge': 'Dieses Wissen durchsuchen',
  'Ask as a visitor would, and see which passages the bot finds.':
    'Fragen Sie wie ein Besucher und sehen Sie, welche Passagen der Bot findet.',
  'Question to search with': 'Frage, mit der gesucht wird',
  Search: 'Suchen',
  Passage: 'Passage',
  'by meaning {meaning} · by words {words}': 'nach Bedeutung {meaning} · nach Wörtern {words}',
  'in this document': 'in diesem Dokument',
  'Nothing was found. The words of the question may be missing from your documents.':
    'Nichts gefunden. Die Wörter der Frage fehlen vielleicht in Ihren Dokumenten.',
  '{count} found, {here} of them in this document.': '{count} gefunden, {here} davon in diesem Dokument.',
  'Preparing {name}': '{name} wird vorbereitet',
  'In use': 'In Gebrauch',
  'Use {name} in answers': '{name} in Antworten verwenden',
  'Delete this document?': 'Dieses Dokument löschen?',
  '“{name}” and its {count, plural, one {# passage} other {# passages}} will be gone, and no answer will use them. This cannot be undone; to keep it for later, switch it off instead.':
    '„{name}“ und {count, plural, one {die # Passage darin} other {die # Passagen darin}} sind dann weg, und keine Antwort verwendet sie mehr. Das lässt sich nicht rückgängig machen; um es für später zu behalten, schalten Sie es stattdessen ab.',
  'This document could not be read.': 'Dieses Dokument konnte nicht gelesen werden.',
  Retry: 'Noch einmal',
  'Drop files here': 'Dateien hier ablegen',
  'PDF, Word, PowerPoint, Excel, OpenDocument, RTF, EPUB, e-mail, HTML, Markdown, CSV, text; up to 32 MB each':
    'PDF, Word, PowerPoint, Excel, OpenDocument, RTF, EPUB, E-Mail, HTML, Markdown, CSV, Text; je bis 32 MB',
  'Choose files': 'Dateien wählen',
  'Paste text': 'Text einfügen',
  'The bot answers from these documents and from nothing else. A change counts with the very next question.':
    'Der Bot antwortet aus diesen Dokumenten und aus nichts anderem. Eine Änderung gilt schon bei der nächsten Frage.',
  'No knowledge yet': 'Noch kein Wissen',
  'Paste a first text': 'Einen ersten Text einfügen',
  'Your terms, help pages, price lists and manuals go here. The bot reads them, answers from them, and shows visitors the passage that an answer comes from.':
    'Hierher gehören Ihre Bedingungen, Hilfeseiten, Preislisten und Anleitungen. Der Bot liest sie, antwortet daraus und zeigt Besuchern die Passage, aus der eine Antwort stammt.',
  Documents: 'Dokumente',
  'Search by name': 'Nach Namen suchen',
  '{count, plural, one {# document} other {# documents}}':
    '{count, plural, one {# Dokument} other {# Dokumente}}',
  '{shown} of {count, plural, one {# document} other {# documents}}':
    '{shown} von {count, plural, one {# Dokument} other {# Dokumenten}}',
  'No document matches': 'Kein Dokument passt',
  'Try another name or state.': 'Versuchen Sie einen anderen Namen oder Zustand.',
  Title: 'Titel',
  'Visitors see it beside answers. A text of the same title is replaced.':
    'Besucher sehen ihn neben Antworten. Ein Text mit demselben Titel wird ersetzt.',
  Text: 'Text',
  'Lines that begin with # become headings.': 'Zeilen, die mit # beginnen, werden Überschriften.',
  Waiting: 'Wartet',
  Sending: 'Wird gesendet',
  Reading: 'Wird gelesen',
  Preparing: 'Wird vorbereitet',
  Ready: 'Bereit',
  'Ready, with a note': 'Bereit, mit Hinweis',
  Failed: 'Fehlgeschlagen',
  'Switched off': 'Abgeschaltet',
  'Dismiss the note on {name}': 'Hinweis zu {name} ausblenden',
  Dismiss: 'Ausblenden',
  'The server stopped before this file was read. Add it again.':
    'Der Server hielt an, bevor diese Datei gelesen war. Fügen Sie sie noch einmal hinzu.',
  'Bring in questions': 'Fragen einlesen',
  'A CSV file with the columns question and answer, a question a row.':
    'Eine CSV-Datei mit den Spalten question und answer, eine Frage je Zeile.',
  'What they become': 'Was daraus wird',
  'The bot says these answers word for word, from the next question on.':
    'Der Bot sagt diese Antworten Wort für Wort, ab der nächsten Frage.',
  'Drafts that somebody approves; the bot learns to answer like this when it is taught.':
    'Entwürfe, die jemand freigibt; der Bot lernt, so zu antworten, wenn er gelehrt wird.',
  'Questions that measure the bot; it is never taught from them.':
    'Fragen, an denen der Bot gemessen wird; aus ihnen wird er nie gelehrt.',
  'The original': 'Das Original',
  'Show the original beside it': 'Das Original daneben zeigen',
  'Hide the original': 'Das Original ausblenden',
  'Text of the original': 'Text des Originals',
  'This kind of file opens in a program of its own. To change it, add the changed file under the same name.':
    'Diese Art Datei öffnet sich in einem eigenen Programm. Um sie zu ändern, fügen Sie die geänderte Datei unter demselben Namen hinzu.',
  'This page is read from its site. What you change there comes when the site is read again.':
    'Diese Seite wird von ihrer Website gelesen. Was Sie dort ändern, kommt beim nächsten Lesen.',
  'Save and read it anew': 'Speichern und neu lesen',
  'As it was': 'Wie zuvor',
  'Somebody has changed this document meanwhile.': 'Jemand hat dieses Dokument inzwischen geändert.',
  'Load the newer text': 'Den neueren Text laden',
  'Not in use': 'Nicht in Gebrauch',
  'Use again: passage {number}': 'Wieder verwenden: Passage {number}',
  'Take out of use: passage {number}': 'Aus dem Gebrauch nehmen: Passage {number}',
  'Use again': 'Wieder verwenden',
  'Take out of use': 'Aus dem Gebrauch nehmen',
} as const;
