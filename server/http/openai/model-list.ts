import type { Bot } from '../../bots/index.ts';
import type { ModelList } from '../../contract/index.ts';

/** Bots, then the embedding model, in OpenAI's form. */
export function modelListOf(bots: readonly Bot[], embedderId: string): ModelList {
  const owned = { object: 'model' as const, owned_by: 'foyer' };
  return {
    object: 'list',
    data: [
      ...bots.map((bot) => ({ ...owned, id: bot.id, created: Math.floor(bot.createdAt / 1000) })),
      { ...owned, id: embedderId, created: 0 },
    ],
  };
}
