import type { Engine } from '../dialect.ts';

/** A member of the staff says of an answer that it is wrong; a visitor's thumb stands beside it. */
export function flaggedAnswers({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table flagged_answers (
       message_id text primary key references messages (id) on delete cascade,
       bot_id text not null references bots (id) on delete cascade,
       conversation_id text not null references conversations (id) on delete cascade,
       author text not null,
       author_name text not null,
       comment text,
       flagged_at ${bigint} not null)`,
    `create index flagged_answers_bot on flagged_answers (bot_id)`,
    `create index flagged_answers_conversation on flagged_answers (conversation_id)`,
  ];
}
