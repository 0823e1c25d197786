import { AppError, parseJson } from '../../base/index.ts';
import type { OwnWordTable } from '../../store/index.ts';
import { stemsSaid } from '../searching/words.ts';

/** A list that people keep by hand; more would be a dictionary. */
export const MAX_OWN_WORDS = 2_000;
/** A word or a short phrase: longer ones no customer says twice alike. */
const MAX_SAID_CHARS = 80;
const MAX_SAID_WORDS = 6;
/** Each is searched for beside the question, and more of them would drown it. */
const MAX_PHRASES = 4;
const MAX_PHRASE_CHARS = 80;
const MAX_NOTE_CHARS = 300;
const POINTING = new Set(['the', 'my', 'your', 'our']);

/** What customers of a bot say, and what its pages say for it. */
export type OwnWord = {
  id: string;
  botId: string;
  customersSay: string;
  /** Words or phrases of the pages; all that the pages have are searched for. */
  pagesSay: string[];
  /** Empty where there is none. */
  note: string;
  /** Who added it: `user:<id>`, `key:<id>`, `system:<part>`. */
  addedBy: string;
  version: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
};

export type OwnWordContent = Pick<OwnWord, 'customersSay' | 'pagesSay' | 'note'>;
export type OwnWordProblem = { field: keyof OwnWordContent; message: string };

export function ownWordFromRow(row: OwnWordTable): OwnWord {
  return {
    id: row.id,
    botId: row.bot_id,
    ...contentOf(row),
    addedBy: row.added_by,
    version: row.version,
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  };
}

/** What the audit record compares. */
export function contentOf(row: Pick<OwnWordTable, 'customers_say' | 'pages_say' | 'note'>): OwnWordContent {
  return { customersSay: row.customers_say, pagesSay: phrasesOf(row.pages_say), note: row.note };
}

/** An entry as columns, tidied. @throws AppError `bad_request` naming the field */
export function ownWordColumns(content: OwnWordContent) {
  const tidied = tidy(content);
  const problem = problemOf(tidied);
  if (problem) throw new AppError('bad_request', problem.message, { details: { field: problem.field } });
  return columnsOf(tidied);
}

export function columnsOf({ customersSay, pagesSay, note }: OwnWordContent) {
  return {
    customers_say: customersSay,
    said_key: keyOf(customersSay),
    pages_say: JSON.stringify(pagesSay),
    note,
  };
}

/** Without needless spaces and repeats; commas part phrases, but not the digits of a number. */
export function tidy({ customersSay, pagesSay, note }: OwnWordContent): OwnWordContent {
  const phrases = pagesSay.flatMap((text) => text.split(/[,،、，](?!\d)|(?<!\d)[,،、，]/u)).map(trimmed);
  const pages = [...new Set(phrases.filter((phrase) => phrase !== ''))];
  return { customersSay: trimmed(customersSay), pagesSay: pages, note: trimmed(note) };
}

/** What is wrong with a tidied entry, in a sentence. */
export function problemOf({ customersSay, pagesSay, note }: OwnWordContent): OwnWordProblem | undefined {
  const key = keyOf(customersSay);
  const isLong = customersSay.length > MAX_SAID_CHARS || customersSay.split(' ').length > MAX_SAID_WORDS;
  if (key === '' || isLong) {
    const message = `An entry needs what customers say: 1 to ${MAX_SAID_CHARS} characters in at most ${MAX_SAID_WORDS} words.`;
    return { field: 'customersSay', message };
  }
  const isWrong = (phrase: string) => keyOf(phrase) === '' || phrase.length > MAX_PHRASE_CHARS;
  if (pagesSay.length === 0 || pagesSay.length > MAX_PHRASES || pagesSay.some(isWrong)) {
    const message = `An entry needs what the pages say: 1 to ${MAX_PHRASES} words or phrases with commas between them, each of at most ${MAX_PHRASE_CHARS} characters.`;
    return { field: 'pagesSay', message };
  }
  const same = pagesSay.find((phrase) => keyOf(phrase) === key);
  if (same !== undefined) {
    const message = `The pages say "${same}" as customers do, so this changes nothing. Name other words of the pages.`;
    return { field: 'pagesSay', message };
  }
  if (note.length > MAX_NOTE_CHARS) {
    return { field: 'note', message: `A note takes at most ${MAX_NOTE_CHARS} characters.` };
  }
  return undefined;
}

/** Equal where the same is recognised in a question: `gold card` and `Gold Cards`. */
function keyOf(text: string): string {
  return wordStems(text).join(' ');
}

/** By what it is recognised; staff write `the Flexi`, and a customer says `a Flexi`. */
export function wordStems(customersSay: string): string[] {
  const stems = stemsSaid(customersSay);
  const first = stems.findIndex((stem) => !POINTING.has(stem));
  return first === -1 ? stems : stems.slice(first);
}

export function alreadyThere(customersSay: string): string {
  return `What "${customersSay}" stands for is told already. Change that entry.`;
}

function trimmed(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function phrasesOf(json: string): string[] {
  const value = parseJson(json);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
