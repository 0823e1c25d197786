import { setImmediate } from 'node:timers/promises';
import type { AnswerKind } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import type { Range } from './range.ts';

/** Replies whose passport is opened: the latest of a range. */
const LOOKED_AT = 5_000;
/** Passports opened by one statement: the rest of the server has its turn before the next. */
const AT_ONCE = 250;

/** Replies of some kinds to visitors, the latest first, a piece at a time. `select` adds what is asked of each. */
export async function* latestTurns<Row>(
  { db }: Pick<Store, 'db'>,
  { botId, from, until }: Range,
  kinds: readonly AnswerKind[],
  read: (turns: ReturnType<typeof turnsOf>) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let start = 0; start < LOOKED_AT; start += AT_ONCE) {
    await setImmediate();
    const query = turnsOf(db, { botId, from, until }, kinds).limit(AT_ONCE).offset(start);
    const rows = await read(query);
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
  }
}

function turnsOf(
  db: Store['db'],
  { botId, from, until }: Pick<Range, 'botId' | 'from' | 'until'>,
  kinds: readonly AnswerKind[],
) {
  return db
    .selectFrom('turns')
    .where('bot_id', '=', botId)
    .where('conversation_id', 'is not', null)
    .where('kind', 'in', kinds)
    .where('created_at', '>=', from)
    .where('created_at', '<', until)
    .orderBy('created_at', 'desc');
}
