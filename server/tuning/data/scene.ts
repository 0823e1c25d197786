import type { AnsweringDeps } from '../../answering/index.ts';
import { type BotSettings, getBot } from '../../bots/index.ts';
import { search } from '../../knowledge/index.ts';
import type { Embedder } from '../../models/index.ts';
import { type Pages, readPages } from './pages.ts';
import { rememberingEmbedder } from './remembering-embedder.ts';
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
  seed: number;
};

export async function openScene(
  deps: DataDeps,
  { botId, seed }: { botId: string; seed: number },
): Promise<Scene> {
  const { settings, settingsVersion } = await getBot(deps, botId);
  const embedder = rememberingEmbedder(deps.embedder);
  const index = await deps.store.db
    .selectFrom('index_states')
    .select('version')
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  return {
    botId,
    bot: settings,
    settingsVersion,
    indexVersion: Number(index?.version ?? 0),
    embedder,
    search: (input, signal) => search({ ...deps, embedder }, input, signal),
    pages: await readPages(deps.store, botId),
    seed,
  };
}
