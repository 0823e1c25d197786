import { parseTimeCursor, timeCursor } from '../../base/index.ts';
import { answerKindSchema, type FlaggedAnswerList } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { spanOf } from '../report/range.ts';
import { answerFlagOf } from './flag-row.ts';
import { countFlags, type FlagFilter, flaggedAnswers } from './flagged-answers.ts';

const PAGE_SIZE = 50;

export type CountFlaggedAnswersInput = {
  botId: string;
  /** Marked on these days, such as `2026-11-29`, both counted in; of any time when absent. */
  from?: string;
  to?: string;
  /** In which the days begin and end, such as `Europe/Berlin`; UTC when absent. */
  timeZone?: string;
  /** `open`: neither corrected nor said to be put right. */
  state?: 'open' | 'done';
};

export type ListFlaggedAnswersInput = CountFlaggedAnswersInput & {
  /** `next` of the page before. */
  before?: string;
};

type Deps = { store: Pick<Store, 'db'> };

/** How many answers staff marked as wrong. @throws AppError `bad_request` */
export async function countFlaggedAnswers({ store }: Deps, input: CountFlaggedAnswersInput): Promise<number> {
  return await countFlags(store, filterOf(input));
}

/**
 * The answers that staff marked as wrong, the latest flag first, a page at a time, each with its question, who marked it and why.
 * @throws AppError `bad_request`
 */
export async function listFlaggedAnswers(
  { store: { db } }: Deps,
  { before, ...input }: ListFlaggedAnswersInput,
): Promise<FlaggedAnswerList> {
  let query = flaggedAnswers(db, filterOf(input))
    .innerJoin('messages as m', 'm.id', 'f.message_id')
    .selectAll('f')
    .select('m.text as answer')
    // What the visitor had asked last: a second reply to it stands further down.
    .select((e) =>
      e
        .selectFrom('messages as asked')
        .select('asked.text')
        .whereRef('asked.conversation_id', '=', 'm.conversation_id')
        .whereRef('asked.position', '<', 'm.position')
        .where('asked.role', '=', 'user')
        .orderBy('asked.position', 'desc')
        .limit(1)
        .as('question'),
    )
    .orderBy('f.flagged_at', 'desc')
    .orderBy('f.message_id', 'desc')
    .limit(PAGE_SIZE + 1);
  if (before !== undefined) {
    const { at, id } = parseTimeCursor(before);
    query = query.where((e) =>
      e.or([e('f.flagged_at', '<', at), e.and([e('f.flagged_at', '=', at), e('f.message_id', '<', id)])]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    answers: page.map((row) => ({
      ...answerFlagOf(row),
      conversationId: row.conversation_id,
      turnId: row.turn_id,
      question: row.question ?? '',
      answer: row.answer,
      kind: answerKindSchema.parse(row.kind),
      state: Number(row.done) === 1 ? 'done' : 'open',
      corrected: Number(row.corrected) === 1,
    })),
    ...(last &&
      rows.length > PAGE_SIZE && { next: timeCursor({ at: Number(last.flagged_at), id: last.message_id }) }),
  };
}

function filterOf({ botId, state, timeZone = 'UTC', ...days }: CountFlaggedAnswersInput): FlagFilter {
  return { botId, ...(state !== undefined && { state }), ...spanOf({ ...days, timeZone }) };
}
