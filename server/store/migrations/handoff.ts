import type { Engine } from '../dialect.ts';

export function handoffTables({ types: { bigint } }: Engine): readonly string[] {
  return [
    ...[
      'handoff_version integer not null default 0',
      'handoff_reason text',
      'agent_id text',
      'agent_name text',
      `queued_at ${bigint}`,
      `due_at ${bigint}`,
      'due_event text',
      'refusals integer not null default 0',
      'dislikes integer not null default 0',
    ].map((column) => `alter table conversations add column ${column}`),
    `create index conversations_due on conversations (due_at) where due_at is not null`,
    `create index conversations_state on conversations (bot_id, state, queued_at)`,
    `alter table messages add column author_id text`,
    `alter table messages add column author_name text`,
    `alter table messages add column send_key text`,
    `create unique index messages_send_key on messages (conversation_id, send_key) where send_key is not null`,
    `create table event_counters (
       bot_id text primary key references bots (id) on delete cascade,
       last ${bigint} not null)`,
    `create table conversation_events (
       bot_id text not null references bots (id) on delete cascade,
       sequence ${bigint} not null,
       conversation_id text not null references conversations (id) on delete cascade,
       kind text not null,
       actor text not null,
       data text not null,
       created_at ${bigint} not null,
       primary key (bot_id, sequence))`,
    `create index conversation_events_conversation on conversation_events (conversation_id, sequence)`,
    `create table conversation_notes (
       id text primary key,
       conversation_id text not null references conversations (id) on delete cascade,
       author text not null,
       author_name text not null,
       text text not null,
       created_at ${bigint} not null)`,
    `create index conversation_notes_conversation on conversation_notes (conversation_id, created_at)`,
    `create table conversation_tags (
       conversation_id text not null references conversations (id) on delete cascade,
       tag text not null,
       primary key (conversation_id, tag))`,
    `create table blocked_visitors (
       bot_id text not null references bots (id) on delete cascade,
       visitor_hash text not null,
       actor text not null,
       reason text not null,
       created_at ${bigint} not null,
       primary key (bot_id, visitor_hash))`,
    `create table staff_presence (
       bot_id text not null references bots (id) on delete cascade,
       actor text not null,
       name text not null,
       seen_at ${bigint} not null,
       primary key (bot_id, actor))`,
  ];
}
