/** Files brought in, and what is wrong with them. */
export const files = {
  'Keep what is right in a file that has mistakes': 'Aus einer Datei mit Fehlern behalten, was richtig ist',
  'Bring in again': 'Noch einmal einlesen',
  'Bring in': 'Einlesen',
  '{added} added, {alreadyThere} there already, {refused} with mistakes.':
    '{added} hinzugefügt, {alreadyThere} schon da, {refused} mit Fehlern.',
  '{changed} changed.': '{changed} geändert.',
  'The rest of this file was kept; these rows were not.':
    'Der Rest dieser Datei wurde behalten, diese Zeilen nicht.',
  'Nothing of this file was kept. Mend these places and bring it in again.':
    'Von dieser Datei wurde nichts behalten. Verbessern Sie diese Stellen und lesen Sie sie noch einmal ein.',
  Line: 'Zeile',
  Column: 'Spalte',
  Field: 'Feld',
  'What is wrong': 'Was nicht stimmt',
} as const;
