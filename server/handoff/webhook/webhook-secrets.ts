import { createHmac } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { newId } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { Database, WebhookSecretTable } from '../../store/index.ts';
import type { DeliveryDeps } from '../deliver.ts';

/** The receiver has so long to change over; until then both secrets sign. */
export const CHANGE_OVER_MS = 24 * 3_600_000;

type SecretDeps = Pick<DeliveryDeps, 'store' | 'clock' | 'secretKey'>;

/**
 * Makes the secret with which a bot's webhooks are signed from now on. It is handed out here and never again; the one before signs
 * beside it for a day.
 * @throws AppError `not_found`
 */
export async function makeWebhookSecret(
  { store, clock, secretKey }: SecretDeps,
  { actor, botId }: { actor: string; botId: string },
): Promise<{ secret: string }> {
  await getBot({ store }, botId);
  const id = newId('whsec');
  const at = clock.now();
  await store.transact(async (tx) => {
    await tx
      .updateTable('webhook_secrets')
      .set({ retires_at: at + CHANGE_OVER_MS })
      .where('bot_id', '=', botId)
      .where('retires_at', 'is', null)
      .execute();
    await tx
      .insertInto('webhook_secrets')
      .values({ id, bot_id: botId, created_at: at, retires_at: null })
      .execute();
    const details = { secretId: id };
    await recordAudit(tx, { at, actor, verb: 'makeWebhookSecret', subject: `bot:${botId}`, details });
  });
  return { secret: derivedSecret(secretKey, id) };
}

/** Newest first: what signs now. The operator's signs where a bot has none of its own, and for a day after it got its first. */
export async function signingSecrets(
  { store, clock, secretKey, webhooks }: SecretDeps & Pick<DeliveryDeps, 'webhooks'>,
  botId: string,
): Promise<string[]> {
  const now = clock.now();
  const all = await readWebhookSecrets(store.db, botId);
  const own = all.filter(({ retires_at }) => retires_at === null || retires_at > now);
  const secrets = own.map(({ id }) => derivedSecret(secretKey, id));
  const isNew = all.every(({ created_at }) => created_at + CHANGE_OVER_MS > now);
  return webhooks.secret !== undefined && isNew ? [...secrets, webhooks.secret] : secrets;
}

/** Newest first. */
export async function readWebhookSecrets(
  db: Kysely<Database>,
  botId: string,
): Promise<Selectable<WebhookSecretTable>[]> {
  return await db
    .selectFrom('webhook_secrets')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/** Made from the installation's own secret, so that a copy of the database signs nothing. */
function derivedSecret(secretKey: string, id: string): string {
  return `whsec_${createHmac('sha256', secretKey).update(`webhook\n${id}`).digest('base64')}`;
}
