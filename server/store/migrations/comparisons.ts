import type { Engine } from '../dialect.ts';

export function comparisonTables({ types: { bigint, sequence } }: Engine): readonly string[] {
  return [
    `create table comparisons (
       sequence ${sequence},
       id text not null unique,
       bot_id text not null references bots (id) on delete cascade,
       candidate text not null,
       settings text not null,
       question_hash text not null,
       questions integer not null,
       asked integer not null,
       state text not null,
       reason text,
       verdict text,
       report text,
       review_seed text not null,
       job_id text,
       created_by text not null,
       created_at ${bigint} not null,
       ended_at ${bigint})`,
    `create index comparisons_bot on comparisons (bot_id, sequence)`,
    `create index comparisons_candidate on comparisons (candidate, sequence)`,
    `create table comparison_judgements (
       comparison_id text not null references comparisons (id) on delete cascade,
       opponent text not null,
       item_id text not null,
       reviewer text not null,
       choice text not null,
       judged_at ${bigint} not null,
       primary key (comparison_id, opponent, item_id, reviewer))`,
  ];
}
