import type { Engine } from '../dialect.ts';

export function approvedAnswerTables({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table approved_answers (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       question text not null,
       paraphrases text not null,
       answer text not null,
       owner text not null,
       expires_at ${bigint},
       enabled integer not null,
       hits integer not null,
       last_hit_at ${bigint},
       version integer not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null,
       unique (bot_id, question))`,
  ];
}
