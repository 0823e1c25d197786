import { ensureBot, findBot, listBots } from '../bots/index.ts';
import { pickBot } from './pick-bot.ts';
import type { CliContext, CliDeps } from './types.ts';

const FIRST_BOT = 'help';

/**
 * The bot that documents go to: the one named, made with plain settings where there is none of that id; else the only
 * one there is; on a fresh machine a new one.
 * @throws AppError `bad_request` where several could be meant, or an id cannot be one
 */
export async function botToFill(
  deps: CliDeps,
  context: CliContext,
  named: string | undefined,
): Promise<string> {
  const isFresh = named === undefined && (await listBots(context)).length === 0;
  const id = named ?? (isFresh ? FIRST_BOT : undefined);
  if (id === undefined || (await findBot(context, id))) return pickBot(deps, context, id);
  const bot = await ensureBot(context, {
    actor: 'system:cli',
    id,
    name: id,
    settings: {
      organisation: 'our organisation',
      greeting: 'Hello, what can I help you with?',
      refusal: 'I could not find an answer to that in our help pages. Shall I bring in a colleague?',
      handoffMessage: 'I will bring in a colleague.',
    },
  });
  deps.output.stderr(`Made the bot "${bot.id}"; its name and words are under Settings in the console.\n`);
  return bot.id;
}
