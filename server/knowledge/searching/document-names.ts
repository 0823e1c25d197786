import type { Store } from '../../store/index.ts';
import { collectNames, type DocumentNames, type TitledDocument } from './named-documents.ts';
import { perVersion } from './per-version.ts';
import type { Sight } from './restricted.ts';

type Titles = { documents: readonly TitledDocument[]; namesFor: Map<string, DocumentNames> };

const titles = perVersion<Titles>(async ({ db }, botId) => {
  const documents = await db
    .selectFrom('documents')
    .select(['id', 'title'])
    .where('bot_id', '=', botId)
    .where('enabled', '=', 1)
    .where('title', '!=', '')
    .execute();
  return { documents, namesFor: new Map() };
});

/** Kinds of reader whose names are kept; a bot has few. */
const MAX_KEPT = 20;

/** Names of a bot's enabled documents that a reader may know of. */
export async function documentNames(
  store: Pick<Store, 'dialect' | 'db'>,
  botId: string,
  version: number,
  sight: Sight,
): Promise<DocumentNames> {
  const { documents, namesFor } = await titles(store, botId, version);
  const known = namesFor.get(sight.key);
  if (known !== undefined) return known;
  const names = collectNames(documents.filter(({ id }) => sight.seesDocument(id)));
  if (namesFor.size >= MAX_KEPT) namesFor.clear();
  namesFor.set(sight.key, names);
  return names;
}
