import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { wordsOf } from '../../base/index.ts';
import { contentWords, stemOf } from './words.ts';

/** What people say, and what help pages say for it. */
export type EverydayWord = {
  /** Stems of the everyday word or phrase, in order. */
  stems: readonly string[];
  /** Words or phrases of pages, the likeliest first, each with the stems of its telling words. */
  official: readonly { text: string; stems: readonly string[] }[];
};

/** By the first stem, longer phrases before shorter ones. */
export type EverydayWords = ReadonlyMap<string, readonly EverydayWord[]>;

const FILE = resolve(import.meta.dirname, '../../../knowledge/everyday-words.tsv');

let shipped: Promise<EverydayWords> | undefined;

/** Those that come with Foyer, in English; in another language hardly one of them fits what the pages say. */
export function everydayWords(): Promise<EverydayWords> {
  shipped ??= readFile(FILE, 'utf8').then(parseEverydayWords);
  return shipped;
}

/** Lines of an everyday word or phrase, a tab, and the words of pages with commas between them. */
export function parseEverydayWords(text: string): EverydayWords {
  const lines = text.trimEnd().split('\n');
  return indexWords(
    lines.map((line) => {
      const [everyday = '', official = ''] = line.split('\t');
      const named = official
        .split(', ')
        .map((phrase) => ({ text: phrase, stems: contentWords(phrase).map(stemOf) }))
        .filter((phrase) => phrase.stems.length > 0);
      return { stems: wordsOf(everyday).map(stemOf), official: named };
    }),
  );
}

export function indexWords(entries: readonly EverydayWord[]): EverydayWords {
  const words = new Map<string, EverydayWord[]>();
  for (const entry of entries) {
    const [first] = entry.stems;
    if (first === undefined) continue;
    const same = words.get(first) ?? [];
    same.push(entry);
    words.set(first, same);
  }
  for (const same of words.values()) same.sort((one, other) => other.stems.length - one.stems.length);
  return words;
}

/** Whether the everyday word or phrase stands in a text's stems from a place on. */
export function beginsAt({ stems }: EverydayWord, text: readonly string[], at: number): boolean {
  return stems.every((stem, place) => stem === text[at + place]);
}
