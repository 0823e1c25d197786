import type { AnsweringDeps } from '../../answering/index.ts';
import { type BotSettings, getBot } from '../../bots/index.ts';
import { listRestrictedDocuments, readIndexVersion, search } from '../../knowledge/index.ts';
import type { Embedder } from '../../models/index.ts';
import { type Pages, readPages } from './pages.ts';
import type { DataDeps } from './types.ts';

/** A bot as it would serve now, for as long as its data set is made. */
export type Scene = {
  botId: string;
  bot: BotSettings;
  settingsVersion: number;
  /** Of what the bot can find; 0 before its first document. */
  indexVersion: number;
  embedder: Embedder;
  search: AnsweringDeps['search'];
  pages: Pages;
  /** Names of documents that not everybody may be told of; nothing of them is taught. */
  restricted: ReadonlySet<string>;
  seed: number;
};

export async function openScene(
  deps: DataDeps,
  { botId, seed }: { botId: string; seed: number },
): Promise<Scene> {
  const { settings, settingsVersion } = await getBot(deps, botId);
  const restricted = await listRestrictedDocuments(deps.store.db, botId);
  return {
    botId,
    bot: settings,
    settingsVersion,
    indexVersion: await readIndexVersion(deps.store.db, botId),
    embedder: deps.embedder,
    search: (input, signal) => search(deps, input, signal),
    pages: await readPages(deps.store, botId),
    restricted: new Set(restricted.map(({ name }) => name)),
    seed,
  };
}
