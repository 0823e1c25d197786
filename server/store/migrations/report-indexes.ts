import type { Engine } from '../dialect.ts';

/** What is counted by day is counted in an index: a turn's row is long, and its passport is not asked for. */
export function reportIndexes(_engine: Engine): readonly string[] {
  return [
    `create index turns_report on turns (bot_id, created_at, kind, conversation_id)`,
    `create index turns_kinds on turns (conversation_id, kind)`,
    `drop index turns_bot`,
    `drop index turns_conversation`,
    `create index conversations_begun on conversations (bot_id, created_at, id)`,
    `create index conversation_events_report on conversation_events (bot_id, kind, created_at)`,
    `create index topic_questions_asked on topic_questions (bot_id, asked_at, topic_id, turn_id)`,
    `drop index topic_questions_bot`,
    `create index feedback_report on feedback (bot_id, updated_at, verdict)`,
  ];
}
