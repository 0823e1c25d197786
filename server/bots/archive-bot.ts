import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import { type Bot, type BotDeps, botFromRow } from './bot.ts';
import { getBotRow } from './find-bot.ts';

export type ArchiveBotInput = { actor: string; botId: string; archived: boolean };

/**
 * Takes a bot out of service, or back: nothing of it is lost, and visitors are told that it is not available.
 * @throws AppError `not_found`
 */
export async function archiveBot(
  { store, clock }: BotDeps,
  { actor, botId, archived }: ArchiveBotInput,
): Promise<Bot> {
  return store.transact(async (tx) => {
    const before = await getBotRow(tx, botId);
    if ((before.archived_at !== null) === archived) return botFromRow(before);
    const at = clock.now();
    const row = await tx
      .updateTable('bots')
      .set({ archived_at: archived ? at : null, updated_at: at })
      .where('id', '=', botId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const verb = archived ? 'archiveBot' : 'bringBackBot';
    await recordAudit(tx, { at, actor, verb, subject: `bot:${botId}` });
    return botFromRow(row);
  });
}

/** @throws AppError `not_found` for a bot that is out of service, with the ways to a person */
export function assertInService({ archivedAt, settings: { contact } }: Bot): void {
  if (archivedAt === null) return;
  const ways = [contact.phone, contact.email].filter((way) => way !== undefined).join(' or ');
  const instead = ways === '' ? '' : ` You can reach a person at ${ways}.`;
  throw new AppError('not_found', `This assistant is not in service any more.${instead}`);
}
