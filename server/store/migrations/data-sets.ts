import type { Engine } from '../dialect.ts';

export function dataSetTables({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table data_sets (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       manifest text not null,
       created_by text not null,
       created_at ${bigint} not null)`,
    `create index data_sets_bot on data_sets (bot_id, created_at)`,
    `create table data_rows (
       data_set_id text not null references data_sets (id) on delete cascade,
       position integer not null,
       state text not null,
       part text not null,
       split text,
       question text not null,
       target text not null,
       messages text,
       reason text,
       who text not null,
       lesson_id text,
       document_name text,
       documents text not null,
       passage_ids text not null,
       primary key (data_set_id, position))`,
    `create index data_rows_lesson on data_rows (lesson_id)`,
    `create index data_rows_state on data_rows (data_set_id, state, part, position)`,
  ];
}
