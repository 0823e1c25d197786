import { AppError } from '../base/index.ts';
import { getBot, listBots } from '../bots/index.ts';
import { ensureSample } from './ensure-sample.ts';
import type { CliContext, CliDeps } from './types.ts';

/**
 * The bot a command is about: the one named, else the only one there is; on a fresh machine the sample organisation's,
 * which is loaded then.
 * @throws AppError `not_found`, `bad_request` where several could be meant
 */
export async function pickBot(
  deps: CliDeps,
  context: CliContext,
  botId: string | undefined,
): Promise<string> {
  if (botId !== undefined) return (await getBot(context, botId)).id;
  const bots = await listBots(context);
  const [only] = bots;
  if (only === undefined) return await ensureSample(deps, context);
  if (bots.length === 1) return only.id;
  const ids = bots.map((bot) => bot.id).join(', ');
  throw new AppError('bad_request', `There are several bots; name one with --bot: ${ids}.`);
}
