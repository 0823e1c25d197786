import type { Engine } from '../dialect.ts';

export function contactRequestTables({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table contact_requests (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       conversation_id text not null references conversations (id) on delete cascade,
       name text not null,
       email text not null,
       message text not null,
       handled_by text,
       handled_at ${bigint},
       created_at ${bigint} not null)`,
    `create index contact_requests_bot on contact_requests (bot_id, created_at)`,
    `create index contact_requests_conversation on contact_requests (conversation_id)`,
    `create table deliveries (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       conversation_id text references conversations (id) on delete cascade,
       contact_request_id text references contact_requests (id) on delete cascade,
       channel text not null,
       target text not null,
       event text not null,
       body text not null,
       state text not null,
       attempts integer not null,
       status integer,
       error_message text,
       created_at ${bigint} not null,
       updated_at ${bigint} not null)`,
    `create index deliveries_bot on deliveries (bot_id, created_at)`,
    `create index deliveries_conversation on deliveries (conversation_id)`,
    `create index deliveries_contact_request on deliveries (contact_request_id)`,
  ];
}
