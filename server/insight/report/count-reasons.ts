import { handoffReasonSchema, type Insight } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import type { FirstHandover } from './first-handovers.ts';
import { latestTurns } from './latest-turns.ts';
import type { Range } from './range.ts';
import { jsonText } from './sql-parts.ts';

type Deps = { store: Pick<Store, 'db' | 'dialect'> };
type RefusalReason = Insight['refusals'][number]['reason'];

/** What a passport's reason says, in the order in which it is looked for. */
const REFUSALS: readonly (readonly [string, RefusalReason])[] = [
  ['model declined', 'declined'],
  ['weak match', 'weak-match'],
  ['nothing was found', 'nothing-found'],
  ['written in another language', 'other-language'],
  ['longer than', 'too-long'],
];

/** Why visitors were refused, most often first. */
export async function countRefusals({ store }: Deps, range: Range): Promise<Insight['refusals']> {
  const counts = new Map<RefusalReason, number>();
  for await (const rows of latestTurns(store, range, ['refusal'], (turns) =>
    turns
      .select((e) => jsonText(store.dialect, e.ref('passport'), ['decision', 'reason']).as('said'))
      .execute(),
  )) {
    for (const { said } of rows) {
      const reason = REFUSALS.find(([words]) => said?.includes(words))?.[1] ?? 'other';
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  return byCount([...counts].map(([reason, count]) => ({ reason, count })));
}

/** Why conversations went to a person, most often first. */
export function countHandovers(handovers: readonly FirstHandover[]): Insight['handovers'] {
  const byReason = Map.groupBy(handovers, ({ reason }) => reason);
  return byCount(
    [...byReason].map(([reason, found]) => ({
      reason: handoffReasonSchema.nullable().parse(reason),
      count: found.length,
    })),
  );
}

/** Why thumbs were down, most often first; null where no reason was chosen. */
export async function countThumbsDown(
  { store: { db } }: Deps,
  { botId, from, until }: Range,
): Promise<Insight['thumbsDown']> {
  const rows = await db
    .selectFrom('feedback')
    .select((e) => ['reason', e.fn.countAll<number | string>().as('count')])
    .where('bot_id', '=', botId)
    .where('verdict', '=', 'down')
    .where('updated_at', '>=', from)
    .where('updated_at', '<', until)
    .groupBy('reason')
    .execute();
  return byCount(rows);
}

/** How many gave 1, 2, 3, 4 and 5. */
export async function countRatings(
  { store: { db } }: Deps,
  { botId, from, until }: Range,
): Promise<number[]> {
  const rows = await db
    .selectFrom('conversation_ratings')
    .select((e) => ['score', e.fn.countAll<number | string>().as('count')])
    .where('bot_id', '=', botId)
    .where('updated_at', '>=', from)
    .where('updated_at', '<', until)
    .groupBy('score')
    .execute();
  const counts = new Map(rows.map(({ score, count }) => [score, Number(count)]));
  return [1, 2, 3, 4, 5].map((score) => counts.get(score) ?? 0);
}

function byCount<T extends { reason: unknown }>(
  rows: readonly (T & { count: number | string })[],
): (T & { count: number })[] {
  return rows
    .map((row) => ({ ...row, count: Number(row.count) }))
    .toSorted(
      (one, other) => other.count - one.count || String(one.reason).localeCompare(String(other.reason)),
    );
}
