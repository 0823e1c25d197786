import { AppError } from '../../base/index.ts';
import type { DocumentOverlaps } from '../../contract/index.ts';
import { type KnowledgeDeps, readIndexVersion } from '../../knowledge/index.ts';
import type { Store } from '../../store/index.ts';
import { type FoundOverlaps, findOverlaps } from './find-overlaps.ts';

/** Documents whose comparison is kept; it is made again when anything of the bot's knowledge has changed. */
const MAX_KEPT = 50;

type Deps = Pick<KnowledgeDeps, 'index'> & { store: Pick<Store, 'db'> };
type Work = { known: Map<string, Promise<FoundOverlaps>>; last: Promise<unknown> };

const workOf = new WeakMap<Store['db'], Work>();

/** `findOverlaps`, one at a time and remembered, with what staff have said to keep. @throws AppError `not_found` */
export async function listOverlaps(
  deps: Deps,
  input: { botId: string; documentId: string },
): Promise<DocumentOverlaps> {
  const { db } = deps.store;
  const { botId, documentId } = input;
  const query = db.selectFrom('documents').select('id').where('id', '=', documentId);
  const document = await query.where('bot_id', '=', botId).executeTakeFirst();
  if (!document) throw new AppError('not_found', `There is no document ${documentId} in this bot.`);
  const found = await remembered(deps, input, await readIndexVersion(db, botId));
  const keys = found.overlaps.map(({ key }) => key);
  const rows = await db
    .selectFrom('kept_overlaps')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('key', 'in', ['', ...keys])
    .execute();
  const kept = new Map(rows.map((row) => [row.key, { by: row.kept_by, at: Number(row.created_at) }]));
  return {
    ...found,
    overlaps: found.overlaps.map((overlap) => ({ ...overlap, kept: kept.get(overlap.key) ?? null })),
  };
}

function remembered(
  deps: Deps,
  input: { botId: string; documentId: string },
  version: number,
): Promise<FoundOverlaps> {
  const { db } = deps.store;
  const work = workOf.get(db) ?? { known: new Map(), last: Promise.resolve() };
  workOf.set(db, work);
  const key = JSON.stringify([input.botId, input.documentId, version]);
  const there = work.known.get(key);
  if (there !== undefined) return there;
  const found = work.last.then(() => findOverlaps(deps, input));
  work.last = found.catch(() => undefined);
  work.known.set(key, found);
  const forget = () => work.known.delete(key);
  // An index that is being made has not shown everything yet.
  found.then(({ passages, compared }) => compared === 0 && passages > 0 && forget(), forget);
  if (work.known.size > MAX_KEPT) work.known.delete(work.known.keys().next().value ?? '');
  return found;
}
