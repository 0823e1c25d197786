import type { AnswerKind, Insight } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { dayFinder, type Slice, slicesOf } from './day-slots.ts';
import type { FirstHandover } from './first-handovers.ts';
import type { Range } from './range.ts';

type Counted = Omit<Insight['days'][number], 'firstWordsMs'>;
type Deps = { store: Pick<Store, 'db' | 'dialect'> };
type Count = number | string;

const COUNTED = ['model', 'quote', 'approved', 'refusal', 'handoff'] as const satisfies readonly AnswerKind[];

/** Every day of the range, also those on which nothing happened; without times. */
export async function countDays(
  deps: Deps,
  range: Range,
  handovers: readonly FirstHandover[],
): Promise<Counted[]> {
  const days = new Map(range.days.map(({ name }) => [name, emptyDay(name)]));
  const dayOf = dayFinder(range.days);
  const add = (at: Count, field: Exclude<keyof Counted, 'day'>, count: Count) => {
    const day = days.get(dayOf(Number(at))?.name ?? '');
    if (day) day[field] += Number(count);
  };
  for await (const slice of slicesOf(range)) {
    const of = { botId: range.botId, slice };
    for (const { at, count } of await conversationsOf(deps, of)) add(at, 'conversations', count);
    for (const { at, kind, count } of await turnsOf(deps, of)) {
      const counted = COUNTED.find((known) => known === kind);
      if (counted) add(at, counted, count);
    }
    for (const { at, verdict, count } of await thumbsOf(deps, of)) {
      add(at, verdict === 'up' ? 'thumbsUp' : 'thumbsDown', count);
    }
    for (const { at, count } of await flagsOf(deps, of)) add(at, 'flagged', count);
    for (const { at, count, sum } of await ratingsOf(deps, of)) {
      add(at, 'ratings', count);
      add(at, 'ratingSum', sum);
    }
  }
  for (const { at } of handovers) add(at, 'handedOver', 1);
  return [...days.values()];
}

function emptyDay(day: string): Counted {
  return {
    day,
    conversations: 0,
    model: 0,
    quote: 0,
    approved: 0,
    refusal: 0,
    handoff: 0,
    handedOver: 0,
    thumbsUp: 0,
    thumbsDown: 0,
    flagged: 0,
    ratings: 0,
    ratingSum: 0,
  };
}

type Of = { botId: string; slice: Slice };

function conversationsOf({ store: { db } }: Deps, { botId, slice }: Of) {
  return db
    .selectFrom('conversations')
    .select((e) => [slice.slot(e.ref('created_at')).as('at'), e.fn.countAll<Count>().as('count')])
    .where('bot_id', '=', botId)
    .where('created_at', '>=', slice.from)
    .where('created_at', '<', slice.until)
    .groupBy((e) => slice.slot(e.ref('created_at')))
    .execute();
}

function turnsOf({ store: { db } }: Deps, { botId, slice }: Of) {
  return db
    .selectFrom('turns')
    .select((e) => [slice.slot(e.ref('created_at')).as('at'), 'kind', e.fn.countAll<Count>().as('count')])
    .where('bot_id', '=', botId)
    .where('conversation_id', 'is not', null)
    .where('created_at', '>=', slice.from)
    .where('created_at', '<', slice.until)
    .groupBy((e) => [slice.slot(e.ref('created_at')), e.ref('kind')])
    .execute();
}

function thumbsOf({ store: { db } }: Deps, { botId, slice }: Of) {
  return db
    .selectFrom('feedback')
    .select((e) => [slice.slot(e.ref('updated_at')).as('at'), 'verdict', e.fn.countAll<Count>().as('count')])
    .where('bot_id', '=', botId)
    .where('updated_at', '>=', slice.from)
    .where('updated_at', '<', slice.until)
    .groupBy((e) => [slice.slot(e.ref('updated_at')), e.ref('verdict')])
    .execute();
}

function flagsOf({ store: { db } }: Deps, { botId, slice }: Of) {
  return db
    .selectFrom('flagged_answers')
    .select((e) => [slice.slot(e.ref('flagged_at')).as('at'), e.fn.countAll<Count>().as('count')])
    .where('bot_id', '=', botId)
    .where('flagged_at', '>=', slice.from)
    .where('flagged_at', '<', slice.until)
    .groupBy((e) => slice.slot(e.ref('flagged_at')))
    .execute();
}

function ratingsOf({ store: { db } }: Deps, { botId, slice }: Of) {
  return db
    .selectFrom('conversation_ratings')
    .select((e) => [
      slice.slot(e.ref('updated_at')).as('at'),
      e.fn.countAll<Count>().as('count'),
      e.fn.sum<Count>('score').as('sum'),
    ])
    .where('bot_id', '=', botId)
    .where('updated_at', '>=', slice.from)
    .where('updated_at', '<', slice.until)
    .groupBy((e) => slice.slot(e.ref('updated_at')))
    .execute();
}
