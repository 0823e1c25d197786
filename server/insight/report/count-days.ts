import { sql } from 'kysely';
import type { AnswerKind, Insight } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { firstHandovers } from './first-handovers.ts';
import { DAY_MS, dayName, type Range } from './range.ts';
import { dayOf } from './sql-parts.ts';

type Day = Insight['days'][number];
type Deps = { store: Pick<Store, 'db' | 'dialect'> };

const COUNTED = ['model', 'quote', 'approved', 'refusal', 'handoff'] as const satisfies readonly AnswerKind[];

/** Every day of the range, also those on which nothing happened; without times. */
export async function countDays(deps: Deps, range: Range): Promise<Omit<Day, 'firstWordsMs'>[]> {
  const days = emptyDays(range);
  const on = (day: number | string) => days.get(Number(day));
  const [conversations, turns, thumbs, ratings, handovers] = await Promise.all([
    conversationsOf(deps, range),
    turnsOf(deps, range),
    thumbsOf(deps, range),
    ratingsOf(deps, range),
    handoversOf(deps, range),
  ]);
  for (const { day, count } of conversations) add(on(day), 'conversations', count);
  for (const { day, kind, count } of turns) {
    const counted = COUNTED.find((known) => known === kind);
    if (counted) add(on(day), counted, count);
  }
  for (const { day, verdict, count } of thumbs) {
    add(on(day), verdict === 'up' ? 'thumbsUp' : 'thumbsDown', count);
  }
  for (const { day, count, sum } of ratings) {
    add(on(day), 'ratings', count);
    add(on(day), 'ratingSum', sum);
  }
  for (const { day, count } of handovers) add(on(day), 'handedOver', count);
  return [...days.values()];
}

type Counted = Omit<Day, 'firstWordsMs'>;

function emptyDays({ from, until }: Range): Map<number, Counted> {
  const days = new Map<number, Counted>();
  for (let at = from; at < until; at += DAY_MS) {
    days.set(at / DAY_MS, {
      day: dayName(at),
      conversations: 0,
      model: 0,
      quote: 0,
      approved: 0,
      refusal: 0,
      handoff: 0,
      handedOver: 0,
      thumbsUp: 0,
      thumbsDown: 0,
      ratings: 0,
      ratingSum: 0,
    });
  }
  return days;
}

function add(day: Counted | undefined, field: Exclude<keyof Counted, 'day'>, count: number | string): void {
  if (day) day[field] += Number(count);
}

function conversationsOf({ store: { db } }: Deps, { botId, from, until }: Range) {
  return db
    .selectFrom('conversations')
    .select((e) => [dayOf(e.ref('created_at')).as('day'), e.fn.countAll<number | string>().as('count')])
    .where('bot_id', '=', botId)
    .where('created_at', '>=', from)
    .where('created_at', '<', until)
    .groupBy((e) => dayOf(e.ref('created_at')))
    .execute();
}

function turnsOf({ store: { db } }: Deps, { botId, from, until }: Range) {
  return db
    .selectFrom('turns')
    .select((e) => [
      dayOf(e.ref('created_at')).as('day'),
      'kind',
      e.fn.countAll<number | string>().as('count'),
    ])
    .where('bot_id', '=', botId)
    .where('conversation_id', 'is not', null)
    .where('created_at', '>=', from)
    .where('created_at', '<', until)
    .groupBy((e) => [dayOf(e.ref('created_at')), e.ref('kind')])
    .execute();
}

function thumbsOf({ store: { db } }: Deps, { botId, from, until }: Range) {
  return db
    .selectFrom('feedback')
    .select((e) => [
      dayOf(e.ref('updated_at')).as('day'),
      'verdict',
      e.fn.countAll<number | string>().as('count'),
    ])
    .where('bot_id', '=', botId)
    .where('updated_at', '>=', from)
    .where('updated_at', '<', until)
    .groupBy((e) => [dayOf(e.ref('updated_at')), e.ref('verdict')])
    .execute();
}

function ratingsOf({ store: { db } }: Deps, { botId, from, until }: Range) {
  return db
    .selectFrom('conversation_ratings')
    .select((e) => [
      dayOf(e.ref('updated_at')).as('day'),
      e.fn.countAll<number | string>().as('count'),
      e.fn.sum<number | string>('score').as('sum'),
    ])
    .where('bot_id', '=', botId)
    .where('updated_at', '>=', from)
    .where('updated_at', '<', until)
    .groupBy((e) => dayOf(e.ref('updated_at')))
    .execute();
}

async function handoversOf({ store }: Deps, range: Range) {
  return await store.db
    .selectFrom(firstHandovers(store, range).as('first'))
    .select((e) => [dayOf(e.ref('first.at')).as('day'), sql<number | string>`count(*)`.as('count')])
    .groupBy((e) => dayOf(e.ref('first.at')))
    .execute();
}
