import type { Engine } from '../dialect.ts';

/** Keys with which an organisation vouches for its visitors. */
export function identityKeys({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table identity_keys (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       name text not null,
       algorithm text not null,
       public_key text,
       created_at ${bigint} not null,
       revoked_at ${bigint})`,
    'create index identity_keys_of_bot on identity_keys (bot_id)',
    'alter table conversations add column visitor_details text',
  ];
}
