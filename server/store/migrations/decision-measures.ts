import type { Engine } from '../dialect.ts';

export function decisionMeasures({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table decision_measures (
       bot_id text not null primary key references bots (id) on delete cascade,
       state text not null check (state in ('waiting', 'running', 'done', 'failed')),
       reason text,
       result text,
       asked_by text not null,
       asked_at ${bigint} not null,
       ended_at ${bigint})`,
  ];
}
