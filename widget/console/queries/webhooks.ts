import { queryOptions } from '@tanstack/react-query';
import { api, succeed, unwrap } from '../api.ts';

const bot = api.bots[':botId'];
const BUSY_REFRESH_MS = 1_000;
const IDLE_REFRESH_MS = 30_000;

export const webhookQuery = (botId: string) =>
  queryOptions({
    queryKey: ['webhook', botId],
    queryFn: ({ signal }) => unwrap(bot.webhook.$get({ param: { botId } }, { init: { signal } })),
  });

/** What was sent for a bot, newest first; asked again while something is on its way. */
export const deliveriesQuery = (botId: string) =>
  queryOptions({
    queryKey: ['deliveries', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(bot.deliveries.$get({ param: { botId } }, { init: { signal } }))).deliveries,
    refetchInterval: ({ state }) =>
      state.data?.some((delivery) => delivery.state === 'waiting') ? BUSY_REFRESH_MS : IDLE_REFRESH_MS,
  });

export async function makeWebhookSecret(botId: string): Promise<string> {
  return (await unwrap(bot.webhook.secret.$post({ param: { botId } }))).secret;
}

export async function sendTestWebhook(botId: string): Promise<void> {
  await succeed(bot.webhook.test.$post({ param: { botId } }));
}
