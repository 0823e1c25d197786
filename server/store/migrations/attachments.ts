import type { Engine } from '../dialect.ts';

export function attachments({ types: { blob, bigint } }: Engine): readonly string[] {
  return [
    `create table attachments (
       id text primary key,
       conversation_id text not null references conversations (id) on delete cascade,
       name text not null,
       media_type text not null,
       bytes ${blob} not null,
       created_at ${bigint} not null)`,
    `create index attachments_conversation on attachments (conversation_id)`,
  ];
}
