import type { Engine } from '../dialect.ts';

/**
 * How tests went in each comparison that came to an end, without the report: what a page reads. Comparisons of before get
 * their rows when they are first asked for. And what brought a comparison about.
 */
export function testRuns({ types: { bigint } }: Engine): readonly string[] {
  return [
    `alter table comparisons add column cause text not null default 'hand'`,
    'alter table comparisons add column changed text',
    `create table test_runs (
       comparison_id text not null primary key references comparisons (id) on delete cascade,
       bot_id text not null references bots (id) on delete cascade,
       sequence ${bigint} not null,
       candidate text not null,
       cause text not null,
       changed text,
       own integer not null,
       asked integer not null,
       passed integer not null,
       worse text,
       ended_at ${bigint})`,
    'create index test_runs_bot on test_runs (bot_id, sequence)',
    `create table test_outcomes (
       comparison_id text not null references test_runs (comparison_id) on delete cascade,
       name text not null,
       position integer not null,
       passed integer not null,
       answer text not null,
       primary key (comparison_id, name))`,
  ];
}
