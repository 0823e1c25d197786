import type { Kysely } from 'kysely';
import { newId } from '../base/index.ts';
import type { HandoffSettings } from '../bots/index.ts';
import { enqueueJob } from '../jobs/index.ts';
import type { Database } from '../store/index.ts';

export const DELIVERY_JOB = 'deliver';
/** With the pauses between them about half an hour. */
const MAX_ATTEMPTS = 10;

type News = {
  botId: string;
  /** Null: it is of none. */
  conversationId: string | null;
  contactRequestId?: string;
  event: 'conversation.state-changed' | 'contact.created' | 'webhook.test';
  data: Record<string, unknown>;
  at: number;
  settings: Pick<HandoffSettings, 'email' | 'webhookUrl'>;
  /** Who asked for it; the handoff itself when absent. */
  actor?: string;
  maxAttempts?: number;
};

/** Puts a webhook in the queue where the bot has one, in the caller's transaction: what happened and its news are kept together. */
export async function queueWebhook(tx: Kysely<Database>, news: News): Promise<void> {
  const { settings, botId, conversationId, event, data, at } = news;
  if (settings.webhookUrl === undefined) return;
  const body = JSON.stringify({
    type: event,
    timestamp: new Date(at).toISOString(),
    data: { botId, ...(conversationId !== null && { conversationId }), ...data },
  });
  await queue(tx, news, { channel: 'webhook', target: settings.webhookUrl, body });
}

/** The same for a mail. */
export async function queueMail(tx: Kysely<Database>, news: News): Promise<void> {
  if (news.settings.email === undefined) return;
  await queue(tx, news, { channel: 'email', target: news.settings.email, body: '' });
}

type Sending = { channel: 'email' | 'webhook'; target: string; body: string };

async function queue(tx: Kysely<Database>, news: News, sending: Sending): Promise<void> {
  const { botId, conversationId, contactRequestId = null, event, at, maxAttempts } = news;
  const id = newId('delivery');
  await tx
    .insertInto('deliveries')
    .values({
      id,
      bot_id: botId,
      conversation_id: conversationId,
      contact_request_id: contactRequestId,
      event,
      ...sending,
      state: 'waiting',
      attempts: 0,
      status: null,
      error_message: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
  const { actor = 'system:handoff' } = news;
  await enqueueDelivery(tx, { id, botId, at, actor, ...(maxAttempts !== undefined && { maxAttempts }) });
}

export async function enqueueDelivery(
  tx: Kysely<Database>,
  { id, ...asked }: { id: string; botId: string; at: number; actor: string; maxAttempts?: number },
): Promise<void> {
  const job = { maxAttempts: MAX_ATTEMPTS, ...asked, kind: DELIVERY_JOB, input: { deliveryId: id } };
  await enqueueJob(tx, { ...job, uniqueKey: keyOf(id) });
}

/** Whether the queue will still send it: a job that was broken off too often ends without a word to its delivery. */
export async function isOnItsWay(tx: Kysely<Database>, deliveryId: string): Promise<boolean> {
  const job = tx.selectFrom('jobs').select('id').where('unique_key', '=', keyOf(deliveryId));
  return (await job.where('state', 'in', ['waiting', 'running']).executeTakeFirst()) !== undefined;
}

function keyOf(deliveryId: string): string {
  return `deliver:${deliveryId}`;
}
