import { getBot } from '../../bots/index.ts';
import type { WebhookBody } from '../../contract/index.ts';
import type { DeliveryDeps } from '../deliver.ts';
import { readWebhookSecrets } from './webhook-secrets.ts';

/** Where a bot's webhooks go and what signs them; never a secret. @throws AppError `not_found` */
export async function getWebhook(
  { store, clock, webhooks }: DeliveryDeps,
  { botId }: { botId: string },
): Promise<WebhookBody> {
  const { settings } = await getBot({ store }, botId);
  const secrets = await readWebhookSecrets(store.db, botId);
  const [newest, before] = secrets;
  const ends = Number(before?.retires_at ?? 0);
  const operators = webhooks.secret === undefined ? 'none' : 'operator';
  return {
    url: settings.handoff.webhookUrl ?? null,
    secret: newest ? 'own' : operators,
    secretMadeAt: newest ? Number(newest.created_at) : null,
    previousUntil: ends > clock.now() ? ends : null,
  };
}
