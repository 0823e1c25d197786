import type { Engine } from '../dialect.ts';

export function modelVersions({ types: { blob, bigint } }: Engine): readonly string[] {
  return [
    `create table version_weights (
       id text primary key,
       base_id text not null,
       base_sha256 text not null,
       rank integer not null,
       alpha double precision not null,
       adapter ${blob} not null,
       adapter_bytes ${bigint} not null,
       merged_sha256 text not null,
       converter integer not null,
       created_at ${bigint} not null)`,
    `create table model_versions (
       bot_id text not null references bots (id) on delete cascade,
       id text not null references version_weights (id),
       state text not null,
       recipe text,
       data_set_id text,
       run_id text,
       step integer,
       held_out_loss double precision,
       author text not null,
       retired_reason text,
       created_at ${bigint} not null,
       updated_at ${bigint} not null,
       primary key (bot_id, id))`,
    `create index model_versions_weights on model_versions (id)`,
    `create table releases (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       number integer not null,
       version_id text,
       restores text,
       index_version integer not null,
       documents text not null,
       approved_answers_hash text,
       settings text not null,
       settings_version integer not null,
       comparison_id text,
       override_reason text,
       note text not null,
       actor text not null,
       created_at ${bigint} not null,
       unique (bot_id, number))`,
  ];
}
