import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import { findBotConversation } from './conversation-row.ts';
import { recordEvent } from './record-event.ts';
import type { HandoffDeps } from './types.ts';

export type SetTagsInput = {
  actor: string;
  botId: string;
  conversationId: string;
  tags: readonly string[];
};

/** Puts exactly these tags on a conversation; case and spaces around do not make two of one. @throws AppError `not_found`, `bad_request` */
export async function setTags(
  deps: Pick<HandoffDeps, 'store' | 'clock' | 'live'>,
  { actor, botId, conversationId, tags }: SetTagsInput,
): Promise<string[]> {
  const wanted = [...new Set(tags.map((tag) => tag.trim().toLowerCase()))].sort();
  if (wanted.includes('')) throw new AppError('bad_request', 'A tag needs at least one letter.');
  const at = deps.clock.now();
  await deps.store.transact(async (tx) => {
    const { id } = await findBotConversation(tx, { botId, conversationId });
    await tx.deleteFrom('conversation_tags').where('conversation_id', '=', id).execute();
    if (wanted.length > 0) {
      const rows = wanted.map((tag) => ({ conversation_id: id, tag }));
      await tx.insertInto('conversation_tags').values(rows).execute();
    }
    const event = { botId, conversationId: id, kind: 'details-changed' as const, actor, at };
    await recordEvent(tx, { ...event, data: { tags: wanted } });
    const details = { count: wanted.length };
    await recordAudit(tx, { at, actor, verb: 'setTags', subject: `conversation:${id}`, details });
  });
  deps.live.wake(botId);
  return wanted;
}
