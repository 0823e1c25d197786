import { AppError } from '../base/index.ts';
import type { Bot, BotDeps } from './bot.ts';
import { type CreateBotInput, createBot } from './create-bot.ts';
import { findBot, getBot } from './find-bot.ts';

/**
 * The bot with this id: as it is when it exists (what staff changed stays), else made from the input.
 * Safe to call from several processes at once.
 */
export async function ensureBot(deps: BotDeps, input: CreateBotInput & { id: string }): Promise<Bot> {
  const existing = await findBot(deps, input.id);
  if (existing) return existing;
  return createBot(deps, input).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.code === 'conflict') return getBot(deps, input.id);
    throw thrown;
  });
}
