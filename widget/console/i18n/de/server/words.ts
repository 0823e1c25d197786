/** What customers of a bot call things. */
export const words = {
  'A bot takes at most {max} entries of what customers call things, and it would have {count}. Delete some first.':
    'Ein Bot nimmt höchstens {max, number} Einträge dazu, wie Kunden etwas nennen, und es wären {count, number}. Löschen Sie zuerst einige.',
  'An entry needs what customers say: 1 to {max} characters in at most {words} words.':
    'Ein Eintrag braucht, was Kunden sagen: 1 bis {max} Zeichen in höchstens {words} Wörtern.',
  'An entry needs what the pages say: 1 to {max} words or phrases with commas between them, each of at most {characters} characters.':
    'Ein Eintrag braucht, was auf den Seiten steht: 1 bis {max} Wörter oder Wendungen mit Kommas dazwischen, jede von höchstens {characters} Zeichen.',
  'The pages say "{phrase}" as customers do, so this changes nothing. Name other words of the pages.':
    'Auf den Seiten steht „{phrase}“, wie die Kunden sagen; das ändert nichts. Nennen Sie andere Wörter der Seiten.',
  'A note takes at most {max} characters.': 'Eine Notiz hat höchstens {max} Zeichen.',
  'What "{phrase}" stands for is told already. Change that entry.':
    'Wofür „{phrase}“ steht, ist schon gesagt. Ändern Sie jenen Eintrag.',
  'There is no such entry. Load the list again.': 'Diesen Eintrag gibt es nicht. Laden Sie die Liste neu.',
  'Somebody else has changed this entry. Load it again, then change it.':
    'Jemand anderes hat diesen Eintrag geändert. Laden Sie ihn neu, und ändern Sie ihn dann.',
  'The file has more than {max} rows. Split it into several.':
    'Die Datei hat mehr als {max, number} Zeilen. Teilen Sie sie auf.',
  'this word of customers': 'dieses Wort der Kunden',
};
