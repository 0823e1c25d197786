import type { Kysely } from 'kysely';
import type { GroundPart } from '../../contract/index.ts';
import type { ComparisonState, Database } from '../../store/index.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import { questionHash } from '../gate/questions.ts';
import { changesSince, readGround } from '../versions/ground.ts';

type Noted = { ground: string | null; question_hash: string };

type Asked = {
  botId: string;
  at: number;
  questions: readonly QuestionRow[];
  besides?: string;
  /** As `readsBy` says. */
  reads: string | null | undefined;
};

/** What has changed since `questions`, the tests of a bot, were asked again last, until `at`; undefined where nothing has, or there are none. */
export async function changedSinceRetest(
  db: Kysely<Database>,
  { botId, at, questions, besides, reads }: Asked,
): Promise<readonly GroundPart[] | undefined> {
  if (questions.length === 0) return undefined;
  const ground = { ...(await readGround(db, { botId, at })), reads };
  const now = { ground, hash: questionHash(questions) };
  const changesOf = ({ ground: noted, question_hash: asked }: Noted) => [
    ...changesSince(noted, now.ground),
    ...(asked === now.hash ? [] : (['tests'] as const)),
  ];
  // One that failed or was stopped is not begun again before something else changes.
  const last = await lastRetest(db, { botId, besides });
  if (last !== undefined && changesOf(last).length === 0) return undefined;
  const done = await lastRetest(db, { botId, besides, state: 'done' });
  if (done === undefined) return [];
  const changed = changesOf(done);
  return changed.length === 0 ? undefined : changed;
}

export async function hasRetest(db: Kysely<Database>, botId: string): Promise<boolean> {
  return (await lastRetest(db, { botId })) !== undefined;
}

type Which = { botId: string; besides?: string | undefined; state?: ComparisonState };

async function lastRetest(
  db: Kysely<Database>,
  { botId, besides, state }: Which,
): Promise<Noted | undefined> {
  let query = db
    .selectFrom('comparisons')
    .select(['ground', 'question_hash'])
    .where('bot_id', '=', botId)
    .where('cause', '=', 'change')
    .orderBy('sequence', 'desc')
    .limit(1);
  if (besides !== undefined) query = query.where('id', '!=', besides);
  if (state !== undefined) query = query.where('state', '=', state);
  return await query.executeTakeFirst();
}
