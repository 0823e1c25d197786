import type { Insertable, Kysely } from 'kysely';
import { chunks, newId } from '../base/index.ts';
import type { Database } from '../store/index.ts';

const AT_ONCE = 200;

/** What a row has of its bot and its place there, which each bot gives anew. */
type OfTheBot = 'id' | 'bot_id' | 'version' | 'created_at' | 'updated_at' | 'sequence';
type Rows<Table extends keyof Database, Besides extends string = never> = readonly Omit<
  Insertable<Database[Table]>,
  OfTheBot | Besides
>[];

/** Who added a word, and when, is kept. */
type CarriedWord = Omit<Insertable<Database['own_words']>, 'id' | 'bot_id' | 'version'>;

export type TeachingMaterial = {
  approved: Rows<'approved_answers', 'hits' | 'last_hit_at'>;
  words: readonly CarriedWord[];
  lessons: Rows<'lessons'>;
  tests: Rows<'test_questions'>;
  canned: Rows<'canned_replies'>;
};

/** Gives a bot approved answers, what its customers call things, lessons, tests and canned replies, in the caller's transaction; hits begin anew. */
export async function insertTeachingMaterial(
  tx: Kysely<Database>,
  { to, at }: { to: string; at: number },
  { approved, words, lessons, tests, canned }: TeachingMaterial,
): Promise<void> {
  const own = (prefix: string) => {
    return { id: newId(prefix), bot_id: to, version: 1, created_at: at, updated_at: at };
  };
  for (const rows of chunks(approved, AT_ONCE)) {
    const values = rows.map((row) => ({ ...row, ...own('approved'), hits: 0, last_hit_at: null }));
    await tx.insertInto('approved_answers').values(values).execute();
  }
  for (const rows of chunks(words, AT_ONCE)) {
    const values = rows.map((row) => ({ ...row, id: newId('word'), bot_id: to, version: 1 }));
    await tx.insertInto('own_words').values(values).execute();
  }
  for (const rows of chunks(lessons, AT_ONCE)) {
    const values = rows.map((row) => ({ ...row, ...own('lesson') }));
    await tx.insertInto('lessons').values(values).execute();
  }
  for (const rows of chunks(tests, AT_ONCE)) {
    const values = rows.map((row) => ({ ...row, ...own('test') }));
    await tx.insertInto('test_questions').values(values).execute();
  }
  for (const rows of chunks(canned, AT_ONCE)) {
    const values = rows.map((row) => ({ ...row, ...own('canned') }));
    await tx.insertInto('canned_replies').values(values).execute();
  }
}
