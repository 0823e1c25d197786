import type { Kysely } from 'kysely';
import { parseTimeCursor, timeCursor } from '../../base/index.ts';
import { answerKindSchema, type FlaggedAnswerList } from '../../contract/index.ts';
import type { Database, Store } from '../../store/index.ts';
import { spanOf } from '../report/range.ts';
import { answerFlagOf } from './flag-row.ts';
import { flaggedAnswers } from './flagged-answers.ts';

const PAGE_SIZE = 50;

export type ListFlaggedAnswersInput = {
  botId: string;
  /** Marked on these days, such as `2026-11-29`, both counted in; of any time when absent. */
  from?: string;
  to?: string;
  /** In which the days begin and end, such as `Europe/Berlin`; UTC when absent. */
  timeZone?: string;
  /** `open`: neither corrected nor said to be put right. */
  state?: 'open' | 'done';
  /** `next` of the page before. */
  before?: string;
};

/**
 * The answers that staff marked as wrong, the latest flag first, a page at a time, each with its question, who marked it and why.
 * @throws AppError `bad_request`
 */
export async function listFlaggedAnswers(
  { store: { db } }: { store: Pick<Store, 'db'> },
  { botId, state, before, timeZone = 'UTC', ...days }: ListFlaggedAnswersInput,
): Promise<FlaggedAnswerList> {
  const { from, until } = spanOf({ ...days, timeZone });
  let query = flaggedAnswers(db, botId)
    .innerJoin('messages as m', 'm.id', 'f.message_id')
    .selectAll('f')
    .select(['m.text as answer', 'm.position'])
    .orderBy('f.flagged_at', 'desc')
    .orderBy('f.message_id', 'desc')
    .limit(PAGE_SIZE + 1);
  if (from !== undefined) query = query.where('f.flagged_at', '>=', from);
  if (until !== undefined) query = query.where('f.flagged_at', '<', until);
  if (state !== undefined) query = query.where('f.done', '=', state === 'done' ? 1 : 0);
  if (before !== undefined) {
    const { at, id } = parseTimeCursor(before);
    query = query.where((e) =>
      e.or([e('f.flagged_at', '<', at), e.and([e('f.flagged_at', '=', at), e('f.message_id', '<', id)])]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, PAGE_SIZE);
  const questions = await Promise.all(page.map((row) => questionBefore(db, row)));
  const last = page.at(-1);
  return {
    answers: page.map((row, index) => ({
      ...answerFlagOf(row),
      conversationId: row.conversation_id,
      turnId: row.turn_id,
      question: questions[index] ?? '',
      answer: row.answer,
      kind: answerKindSchema.parse(row.kind),
      state: Number(row.done) === 1 ? 'done' : 'open',
      corrected: Number(row.corrected) === 1,
    })),
    ...(last &&
      rows.length > PAGE_SIZE && { next: timeCursor({ at: Number(last.flagged_at), id: last.message_id }) }),
  };
}

/** What the visitor had asked last: a second reply to it stands further down. */
async function questionBefore(
  db: Kysely<Database>,
  { conversation_id, position }: { conversation_id: string; position: number },
): Promise<string | undefined> {
  const asked = await db
    .selectFrom('messages')
    .select('text')
    .where('conversation_id', '=', conversation_id)
    .where('role', '=', 'user')
    .where('position', '<', position)
    .orderBy('position', 'desc')
    .executeTakeFirst();
  return asked?.text;
}
