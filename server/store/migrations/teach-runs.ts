import type { Engine } from '../dialect.ts';

export function teachRuns({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table teach_runs (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       state text not null,
       preset text not null,
       settings text not null,
       recipe text,
       base_model text not null,
       data_set_id text,
       version_id text,
       comparison_id text,
       job_id text,
       wish text,
       slot text unique,
       estimate text,
       progress text,
       notes text not null,
       reason_code text,
       reason text,
       attempts integer not null,
       created_by text not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null,
       ended_at ${bigint})`,
    `create index teach_runs_bot on teach_runs (bot_id, created_at)`,
    `create table teach_points (
       run_id text not null references teach_runs (id) on delete cascade,
       step integer not null,
       loss double precision,
       held_out_loss double precision,
       learning_rate double precision,
       tokens_per_second double precision,
       primary key (run_id, step))`,
    `create table teach_checkpoints (
       run_id text not null references teach_runs (id) on delete cascade,
       kind text not null,
       step integer not null,
       adapter_bytes ${bigint} not null,
       moments_bytes ${bigint} not null,
       state text not null,
       created_at ${bigint} not null,
       primary key (run_id, kind))`,
  ];
}
