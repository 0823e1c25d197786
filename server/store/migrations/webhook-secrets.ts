import type { Engine } from '../dialect.ts';

/** Which secrets sign a bot's webhooks; the secrets themselves are derived from the id and stand nowhere. */
export function webhookSecrets({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table webhook_secrets (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       created_at ${bigint} not null,
       retires_at ${bigint})`,
    'create index webhook_secrets_of_bot on webhook_secrets (bot_id)',
  ];
}
