import type { Engine } from '../dialect.ts';

/** Which processes are alive, and what each is at work on: several may share one database. */
export function processLeases({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table process_leases (
       id text primary key,
       lease_until ${bigint} not null)`,
    'alter table messages add column held_by text',
    `create index messages_streaming on messages (conversation_id) where status = 'streaming'`,
    'alter table corrections add column held_by text',
  ];
}
