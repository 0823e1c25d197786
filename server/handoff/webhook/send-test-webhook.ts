import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { DeliveryDeps } from '../deliver.ts';
import { queueWebhook } from '../queue-delivery.ts';
import { signingSecrets } from './webhook-secrets.ts';

/** It goes to somebody's server. */
const MAX_AN_HOUR = 20;
const HOUR_MS = 3_600_000;
const EVENT = 'webhook.test';

/**
 * Sends a bot's webhook a message that means nothing, once; what became of it stands among the deliveries.
 * @throws AppError `not_found`, `bad_request` without an address or a secret, `rate_limited` after twenty within an hour
 */
export async function sendTestWebhook(
  deps: DeliveryDeps,
  { actor, botId }: { actor: string; botId: string },
): Promise<void> {
  const { store, clock } = deps;
  const { settings } = await getBot({ store }, botId);
  if (settings.handoff.webhookUrl === undefined) {
    throw new AppError('bad_request', 'This bot has no webhook. Save its address first.');
  }
  if ((await signingSecrets(deps, botId)).length === 0) {
    throw new AppError('bad_request', 'Webhooks need a secret to be signed with. Make one first.');
  }
  const at = clock.now();
  await store.transact(async (tx) => {
    const lately = await tx
      .selectFrom('deliveries')
      .select('created_at')
      .where('bot_id', '=', botId)
      .where('event', '=', EVENT)
      .where('created_at', '>', at - HOUR_MS)
      .orderBy('created_at')
      .execute();
    if (lately.length >= MAX_AN_HOUR) {
      const retryAfterMs = Number(lately[0]?.created_at) + HOUR_MS - at;
      throw new AppError(
        'rate_limited',
        `${MAX_AN_HOUR} tests were sent within an hour. Wait ${Math.ceil(retryAfterMs / 60_000)} minutes.`,
        { details: { retryAfterMs } },
      );
    }
    const news = { botId, conversationId: null, event: EVENT, data: {}, at, actor, maxAttempts: 1 } as const;
    await queueWebhook(tx, { ...news, settings: settings.handoff });
    await recordAudit(tx, { at, actor, verb: 'sendTestWebhook', subject: `bot:${botId}` });
  });
}
