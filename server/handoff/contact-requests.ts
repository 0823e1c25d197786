import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import type { ContactRequestBody, DeliveryBody } from '../contract/index.ts';
import type { ContactRequestTable, DeliveryTable } from '../store/index.ts';
import { enqueueDelivery, isOnItsWay } from './queue-delivery.ts';
import type { HandoffDeps } from './types.ts';

const PAGE_SIZE = 200;
type Deps = Pick<HandoffDeps, 'store' | 'clock'>;

/** What visitors left in the form, open ones first, newest first; with what became of each mail and webhook. */
export async function listContactRequests(
  { store: { db } }: Deps,
  { botId }: { botId: string },
): Promise<ContactRequestBody[]> {
  const rows = await db
    .selectFrom('contact_requests')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy((e) => e.case().when('handled_at', 'is', null).then(0).else(1).end())
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(PAGE_SIZE)
    .execute();
  if (rows.length === 0) return [];
  const deliveries = await db
    .selectFrom('deliveries')
    .selectAll()
    .where(
      'contact_request_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('created_at')
    .execute();
  return rows.map((row) =>
    requestBody(
      row,
      deliveries.filter((delivery) => delivery.contact_request_id === row.id),
    ),
  );
}

/** Marks a request as dealt with, or as open again. @throws AppError `not_found` */
export async function handleContactRequest(
  { store, clock }: Deps,
  input: { actor: string; botId: string; contactRequestId: string; handled: boolean },
): Promise<void> {
  const { actor, botId, contactRequestId, handled } = input;
  const at = clock.now();
  await store.transact(async (tx) => {
    const changed = await tx
      .updateTable('contact_requests')
      .set({ handled_by: handled ? actor : null, handled_at: handled ? at : null })
      .where('id', '=', contactRequestId)
      .where('bot_id', '=', botId)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw new AppError('not_found', 'There is no such request.');
    const subject = `bot:${botId}`;
    const details = { contactRequestId, handled };
    await recordAudit(tx, { at, actor, verb: 'handleContactRequest', subject, details });
  });
}

/** Everything that was to be sent for a bot, newest first. */
export async function listDeliveries(
  { store: { db } }: Deps,
  { botId }: { botId: string },
): Promise<DeliveryBody[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(PAGE_SIZE)
    .execute();
  return rows.map(deliveryBody);
}

/**
 * Sends a failed delivery again, from the start, or one whose worker was killed too often to say so; a webhook also when it was taken, for a receiver that lost it.
 * @throws AppError `not_found`, `conflict` when it is on its way, or a mail that was sent
 */
export async function retryDelivery(
  { store, clock }: Deps,
  { actor, botId, deliveryId }: { actor: string; botId: string; deliveryId: string },
): Promise<void> {
  const at = clock.now();
  await store.transact(async (tx) => {
    const row = await tx
      .selectFrom('deliveries')
      .select(['state', 'channel'])
      .where('id', '=', deliveryId)
      .where('bot_id', '=', botId)
      .executeTakeFirst();
    if (!row) throw new AppError('not_found', 'There is no such delivery.');
    if (row.state === 'waiting' && (await isOnItsWay(tx, deliveryId))) {
      throw new AppError('conflict', 'It is on its way already.');
    }
    if (row.state === 'sent' && row.channel === 'email') {
      throw new AppError('conflict', 'This mail was sent. Only one that failed can be sent again.');
    }
    const waiting = { state: 'waiting', updated_at: at } as const;
    await tx.updateTable('deliveries').set(waiting).where('id', '=', deliveryId).execute();
    await enqueueDelivery(tx, { id: deliveryId, botId, at, actor });
  });
}

function requestBody(row: ContactRequestTable, deliveries: readonly DeliveryTable[]): ContactRequestBody {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    name: row.name,
    email: row.email,
    message: row.message,
    handledBy: row.handled_by,
    handledAt: row.handled_at,
    createdAt: row.created_at,
    deliveries: deliveries.map(deliveryBody),
  };
}

function deliveryBody(row: DeliveryTable): DeliveryBody {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    channel: row.channel,
    target: row.target,
    event: row.event,
    state: row.state,
    attempts: row.attempts,
    status: row.status,
    error: row.error_message,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
