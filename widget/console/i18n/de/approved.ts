export const approved = {
  'Approved answers': 'Freigegebene Antworten',
  'Bring in a CSV': 'CSV einlesen',
  'New answer': 'Neue Antwort',
  'A fixed question with a fixed answer. When a visitor asks it, the bot says the answer word for word, whatever the documents hold. It counts with the very next question.':
    'Eine feste Frage mit einer festen Antwort. Stellt ein Besucher sie, sagt der Bot die Antwort Wort für Wort, was immer in den Dokumenten steht. Sie gilt schon bei der nächsten Frage.',
  'Bring in approved answers': 'Freigegebene Antworten einlesen',
  'CSV with the columns question and answer, and if you like paraphrases (parted by |), owner, and expires (such as 2026-12-31).':
    'CSV mit den Spalten question und answer und, wenn Sie mögen, paraphrases (getrennt durch |), owner und expires (etwa 2026-12-31).',
  'No approved answers yet': 'Noch keine freigegebenen Antworten',
  'Write the first answer': 'Die erste Antwort schreiben',
  'Use them where the wording must not vary: prices, legal notes, what to do in an emergency. One answer takes a minute and needs no teaching.':
    'Nutzen Sie sie, wo der Wortlaut feststehen muss: Preise, rechtliche Hinweise, was im Notfall zu tun ist. Eine Antwort dauert eine Minute und braucht kein Lehren.',
  'Search in approved answers': 'In freigegebenen Antworten suchen',
  '{shown} of {count, plural, one {# answer} other {# answers}}':
    '{shown} von {count, plural, one {# Antwort} other {# Antworten}}',
  'No answer matches': 'Keine Antwort passt',
  'Try other words.': 'Versuchen Sie andere Wörter.',
  'Change an approved answer': 'Eine freigegebene Antwort ändern',
  'New approved answer': 'Neue freigegebene Antwort',
  'Other ways to ask it': 'Andere Arten, es zu fragen',
  'One a line. The bot also recognises wordings that are close to these.':
    'Eine je Zeile. Der Bot erkennt auch Formulierungen, die diesen nahekommen.',
  'Said word for word.': 'Wird Wort für Wort gesagt.',
  Responsible: 'Verantwortlich',
  'Who answers for its being right; you, if left empty.':
    'Wer dafür einsteht, dass sie stimmt; bleibt es leer, sind Sie es.',
  'Last day': 'Letzter Tag',
  'Not said after it; empty: until you change it.':
    'Danach wird sie nicht mehr gesagt; leer: bis Sie es ändern.',
  'Close and load the newer one': 'Schließen und die neuere laden',
  '{count, plural, one {# other wording} other {# other wordings}}':
    '{count, plural, one {# andere Formulierung} other {# andere Formulierungen}}',
  'owner: {name}': 'verantwortlich: {name}',
  'until {day}': 'bis {day}',
  'never said yet': 'noch nie gesagt',
  'said {count, plural, one {# time} other {# times}}, last {time}':
    '{count, plural, one {#-mal} other {#-mal}} gesagt, zuletzt {time}',
  Expired: 'Abgelaufen',
  'Say the answer to “{question}”': 'Die Antwort auf „{question}“ sagen',
  'Change “{question}”': '„{question}“ ändern',
  Change: 'Ändern',
  'Delete this approved answer?': 'Diese freigegebene Antwort löschen?',
  'The bot will answer “{question}” from your documents again, or decline. To keep it for later, switch it off instead.':
    'Der Bot beantwortet „{question}“ dann wieder aus Ihren Dokumenten oder lehnt ab. Um sie für später zu behalten, schalten Sie sie stattdessen ab.',
  'key …{end}': 'Schlüssel …{end}',
} as const;
