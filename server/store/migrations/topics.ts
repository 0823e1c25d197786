import type { Engine } from '../dialect.ts';

export function feedbackAndTopics({ types: { bigint, blob, sequence } }: Engine): readonly string[] {
  return [
    `create table feedback (
       message_id text primary key references messages (id) on delete cascade,
       bot_id text not null references bots (id) on delete cascade,
       conversation_id text not null references conversations (id) on delete cascade,
       verdict text not null,
       reason text,
       comment text,
       created_at ${bigint} not null,
       updated_at ${bigint} not null)`,
    `create index feedback_bot on feedback (bot_id, verdict)`,
    `create table topics (
       sequence ${sequence},
       id text not null unique,
       bot_id text not null references bots (id) on delete cascade,
       label text not null,
       vector_sum ${blob} not null,
       embedder text not null,
       state text not null,
       assignee text,
       state_at ${bigint} not null,
       version integer not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null)`,
    `create index topics_bot on topics (bot_id, state)`,
    `create table topic_questions (
       turn_id text primary key references turns (id) on delete cascade,
       topic_id text not null references topics (id) on delete cascade,
       bot_id text not null references bots (id) on delete cascade,
       question text not null,
       document_ids text not null,
       asked_at ${bigint} not null)`,
    `create index topic_questions_topic on topic_questions (topic_id, asked_at)`,
  ];
}
