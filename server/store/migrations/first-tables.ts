import type { Engine } from '../dialect.ts';

export function firstTables(engine: Engine): readonly string[] {
  return [
    ...knowledgeTables(engine),
    ...engine.fullText,
    ...conversationTables(engine),
    ...houseTables(engine),
  ];
}

function knowledgeTables({ types: { blob, bigint, sequence } }: Engine): readonly string[] {
  return [
    `create table bots (
       id text primary key,
       name text not null,
       language text not null,
       settings text not null,
       settings_version integer not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null)`,
    `create table documents (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       name text not null,
       title text not null,
       media_type text not null,
       url text,
       content_hash text not null,
       bytes ${blob} not null,
       byte_length ${bigint} not null,
       state text not null,
       error_code text,
       error_message text,
       enabled integer not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null,
       unique (bot_id, name))`,
    `create table passages (
       sequence ${sequence},
       id text not null unique,
       bot_id text not null references bots (id) on delete cascade,
       document_id text not null references documents (id) on delete cascade,
       position integer not null,
       title_path text not null,
       text text not null,
       enabled integer not null,
       embedding ${blob},
       embedder text,
       text_length integer not null generated always as (length(text)) stored)`,
    `create index passages_document on passages (document_id, position)`,
    `create index passages_bot on passages (bot_id, enabled, text_length)`,
    `create table index_states (
       bot_id text primary key references bots (id) on delete cascade,
       version ${bigint} not null,
       embedder text not null,
       updated_at ${bigint} not null)`,
  ];
}

function conversationTables({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table conversations (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       visitor_hash text not null,
       state text not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null)`,
    `create index conversations_bot on conversations (bot_id, updated_at)`,
    `create index conversations_visitor on conversations (visitor_hash)`,
    `create table messages (
       id text primary key,
       conversation_id text not null references conversations (id) on delete cascade,
       position integer not null,
       role text not null,
       parts text not null,
       text text not null,
       status text not null,
       created_at ${bigint} not null,
       unique (conversation_id, position))`,
    `create table turns (
       id text primary key,
       conversation_id text references conversations (id) on delete cascade,
       bot_id text not null references bots (id) on delete cascade,
       message_id text references messages (id) on delete cascade,
       kind text not null,
       passport text not null,
       created_at ${bigint} not null)`,
    `create index turns_conversation on turns (conversation_id)`,
    `create index turns_bot on turns (bot_id, created_at)`,
    `create index turns_message on turns (message_id)`,
  ];
}

function houseTables({ types: { bigint, sequence }, appendOnly }: Engine): readonly string[] {
  return [
    `create table api_keys (
       id text primary key,
       name text not null,
       secret_hash text not null unique,
       role text not null,
       bot_id text references bots (id) on delete cascade,
       created_at ${bigint} not null,
       last_used_at ${bigint},
       revoked_at ${bigint})`,
    `create index api_keys_bot on api_keys (bot_id)`,
    `create table audit_entries (
       sequence ${sequence},
       at ${bigint} not null,
       actor text not null,
       verb text not null,
       subject text not null,
       details text not null)`,
    `create index audit_entries_subject on audit_entries (subject, sequence)`,
    ...appendOnly('audit_entries'),
    `create table jobs (
       id text primary key,
       kind text not null,
       unique_key text,
       input text not null,
       state text not null,
       progress text,
       attempts integer not null,
       max_attempts integer not null,
       run_after ${bigint} not null,
       lease_until ${bigint},
       lease_owner text,
       error_code text,
       error_message text,
       created_at ${bigint} not null,
       updated_at ${bigint} not null)`,
    `create index jobs_due on jobs (state, kind, run_after)`,
    `create unique index jobs_unfinished on jobs (unique_key)
       where unique_key is not null and state in ('waiting', 'running')`,
  ];
}
