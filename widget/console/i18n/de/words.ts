export const words = {
  'What customers call it': 'Wie Kunden es nennen',
  'Save as a table': 'Als Tabelle speichern',
  'Bring in a table': 'Tabelle einlesen',
  'New entry': 'Neuer Eintrag',
  'Customers say “the Flexi” and your pages say “annual membership”: say so here, and the bot searches for both. It counts with the very next question.':
    'Kunden sagen „die Flexi“, und auf Ihren Seiten steht „Jahreskarte“: Sagen Sie es hier, und der Bot sucht nach beidem. Es gilt schon bei der nächsten Frage.',
  'Bring in what customers call things': 'Einlesen, wie Kunden etwas nennen',
  'A table (CSV or TSV) whose first line names the columns: customers say, pages say, and if you like note. Several words of the pages stand in one cell, with commas between them.':
    'Eine Tabelle (CSV oder TSV), deren erste Zeile die Spalten nennt: customers say, pages say und, wenn Sie mögen, note. Mehrere Wörter der Seiten stehen in einer Zelle, mit Kommas dazwischen.',
  'No words of your customers yet': 'Noch keine Wörter Ihrer Kunden',
  'Write the first entry': 'Den ersten Eintrag schreiben',
  'Names that only your customers use, old names of your products, words of your region or another language: where your pages call it otherwise, the bot cannot know what is meant.':
    'Namen, die nur Ihre Kunden gebrauchen, alte Namen Ihrer Produkte, Wörter Ihrer Gegend oder einer anderen Sprache: Wo es auf Ihren Seiten anders heißt, kann der Bot nicht wissen, was gemeint ist.',
  'Search in these words': 'In diesen Wörtern suchen',
  '{shown} of {count, plural, one {# entry} other {# entries}}':
    '{shown} von {count, plural, one {# Eintrag} other {# Einträgen}}',
  'No entry matches': 'Kein Eintrag passt',
  'Change what customers call it': 'Ändern, wie Kunden es nennen',
  'What do customers call it?': 'Wie nennen Kunden es?',
  'A visitor asked: “{question}”': 'Ein Besucher fragte: „{question}“',
  'What customers say': 'Was Kunden sagen',
  'A word or a short phrase, in any language. Plurals are recognised.':
    'Ein Wort oder eine kurze Wendung, in jeder Sprache, ohne Artikel. Die Mehrzahl auf -s wird erkannt.',
  'the Flexi': 'Flexi',
  'What your pages say': 'Was auf Ihren Seiten steht',
  'As it stands there; several with commas between them, four at most.':
    'So, wie es dort steht; mehreres mit Kommas dazwischen, höchstens vier.',
  'annual membership': 'Jahreskarte',
  'For colleagues, if you like.': 'Für Kollegen, wenn Sie mögen.',
  'Your pages say: {words}': 'Auf Ihren Seiten steht: {words}',
  'added by {name}, {day}': 'hinzugefügt von {name}, {day}',
  'Delete this entry?': 'Diesen Eintrag löschen?',
  'The bot will take “{text}” as it stands, from the next question on.':
    'Der Bot nimmt „{text}“ dann, wie es da steht, schon bei der nächsten Frage.',
  'None of your pages says {words}, so this does nothing yet.':
    'Auf keiner Ihrer Seiten steht {words}; so bewirkt das noch nichts.',
  'None of your pages says {words}; the rest is searched for.':
    'Auf keiner Ihrer Seiten steht {words}; nach dem Rest wird gesucht.',
  'Try the words': 'Die Wörter ausprobieren',
  'Ask as a customer would: what is searched for, and which pages come first?':
    'Fragen Sie, wie ein Kunde fragt: Wonach wird gesucht, und welche Seiten kommen zuerst?',
  'Question in a customer’s words': 'Frage in den Worten eines Kunden',
  'How much is the Flexi?': 'Was kostet die Flexi?',
  Try: 'Ausprobieren',
  'Searched as it stands: {question}': 'Gesucht, wie es da steht: {question}',
  'Searched as: {question}': 'Gesucht als: {question}',
  'Use Foyer’s list of everyday English words too': 'Auch Foyers Liste englischer Alltagswörter nutzen',
  '6,200 words, such as “burner” for a stove. Yours come first.':
    '6.200 Wörter, etwa „burner“ für einen Kocher. Ihre gehen vor.',
  'Customers call it otherwise': 'Kunden nennen es anders',
  'Customers call it otherwise: “{topic}”': 'Kunden nennen es anders: „{topic}“',
} as const;
