import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { AppError, type Complaint, chunks, newId, readTable, type TableRow } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';
import type { KnowledgeDeps } from '../types.ts';
import {
  alreadyThere,
  columnsOf,
  MAX_OWN_WORDS,
  type OwnWordContent,
  type OwnWordProblem,
  problemOf,
  tidy,
} from './own-word.ts';
import { raiseWordsVersion, requireRoomForWords } from './raise-words-version.ts';

const AT_ONCE = 200;
const FILE = 'words.csv';
/** As the first line of a table names them. */
export const WORD_COLUMNS = { customersSay: 'customers say', pagesSay: 'pages say', note: 'note' } as const;
type Column = (typeof WORD_COLUMNS)[keyof typeof WORD_COLUMNS];
const NAMES: Readonly<Record<string, Column>> = {
  customerssay: 'customers say',
  pagessay: 'pages say',
  note: 'note',
};

export type ImportOwnWordsInput = { actor: string; botId: string; csv: string };

/** Lines and columns count from 1; the header is a line. */
export type ImportedOwnWords = {
  added: number;
  /** Rows that say what the bot knows already. */
  alreadyThere: number;
  refused: Omit<Complaint, 'file'>[];
};

type Read = { row: TableRow<Column>; content: OwnWordContent };

/**
 * Adds each row of a table (commas, semicolons or tabs) with the columns `customers say`, `pages say` (several with commas between
 * them) and, if it has one, `note`. What cannot be taken is named with its place, the rest stands.
 * @throws AppError `bad_request` when it would be too much, `not_found`
 */
export async function importOwnWords(
  { store, clock }: Pick<KnowledgeDeps, 'store' | 'clock'>,
  { actor, botId, csv }: ImportOwnWordsInput,
): Promise<ImportedOwnWords> {
  const { rows, complaints } = readRows(csv);
  const at = clock.now();
  return await store.transact(async (tx) => {
    await raiseWordsVersion(tx, botId);
    const known = await knownWords(tx, botId);
    const refused = [...complaints];
    const taken: ReturnType<typeof columnsOf>[] = [];
    let same = 0;
    for (const { row, content } of rows) {
      const columns = columnsOf(content);
      const before = known.get(columns.said_key);
      const problem = problemOf(content) ?? clashOf(content, before, columns.pages_say);
      if (problem) refused.push(complaintOf(row, problem));
      else if (before !== undefined) same += 1;
      else {
        known.set(columns.said_key, columns.pages_say);
        taken.push(columns);
      }
    }
    await requireRoomForWords(tx, botId, taken.length);
    for (const part of chunks(taken, AT_ONCE)) {
      const values = part.map((columns) => ({
        ...columns,
        id: newId('word'),
        bot_id: botId,
        added_by: actor,
        version: 1,
        created_at: at,
        updated_at: at,
      }));
      await tx.insertInto('own_words').values(values).execute();
    }
    const counts = { added: taken.length, alreadyThere: same };
    const details = { ...counts, refused: refused.length };
    await recordAudit(tx, { at, actor, verb: 'importOwnWords', subject: `bot:${botId}`, details });
    const inOrder = refused.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
    return { ...counts, refused: inOrder.map(({ file: _, ...complaint }) => complaint) };
  });
}

function readRows(csv: string): { rows: Read[]; complaints: Complaint[] } {
  const { rows, complaints } = readTable<Column>(csv, FILE, {
    names: NAMES,
    required: [WORD_COLUMNS.customersSay, WORD_COLUMNS.pagesSay],
    example: 'customers say,pages say,note',
  });
  if (rows.length > MAX_OWN_WORDS) {
    throw new AppError('bad_request', `The file has more than ${MAX_OWN_WORDS} rows. Split it into several.`);
  }
  return { rows: rows.map((row) => ({ row, content: contentOfRow(row) })), complaints };
}

function contentOfRow({ cells }: TableRow<Column>): OwnWordContent {
  return tidy({
    customersSay: cells[WORD_COLUMNS.customersSay] ?? '',
    pagesSay: [cells[WORD_COLUMNS.pagesSay] ?? ''],
    note: cells[WORD_COLUMNS.note] ?? '',
  });
}

/** What each key stands for, as it is stored. */
async function knownWords(tx: Kysely<Database>, botId: string): Promise<Map<string, string>> {
  const query = tx.selectFrom('own_words').select(['said_key', 'pages_say']).where('bot_id', '=', botId);
  return new Map((await query.execute()).map((row) => [row.said_key, row.pages_say]));
}

function clashOf(
  { customersSay }: OwnWordContent,
  before: string | undefined,
  pagesSay: string,
): OwnWordProblem | undefined {
  if (before === undefined || before === pagesSay) return undefined;
  return { field: 'customersSay', message: alreadyThere(customersSay) };
}

function complaintOf(row: TableRow<Column>, { field, message }: OwnWordProblem): Complaint {
  return row.complain(WORD_COLUMNS[field], message);
}
