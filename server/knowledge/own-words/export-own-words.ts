import { BYTE_ORDER_MARK, csvCell } from '../../base/index.ts';
import { WORD_COLUMNS } from './import-own-words.ts';
import type { OwnWordContent } from './own-word.ts';

export const WORD_FORMATS = ['csv', 'tsv'] as const;
export type WordFormat = (typeof WORD_FORMATS)[number];
const DELIMITER: Record<WordFormat, string> = { csv: ',', tsv: '\t' };

/** A table as `importOwnWords` reads it, safe to open in a spreadsheet; reading takes its guards away again. */
export function writeOwnWords(words: readonly OwnWordContent[], format: WordFormat): string {
  const rows = words.map(({ customersSay, pagesSay, note }) =>
    [customersSay, pagesSay.join(', '), note].map(csvCell),
  );
  const lines = [Object.values(WORD_COLUMNS), ...rows].map((cells) => `${cells.join(DELIMITER[format])}\n`);
  return `${BYTE_ORDER_MARK}${lines.join('')}`;
}
