import type { Engine } from '../dialect.ts';

/** Deleting a conversation or a bot looks for what belongs to it. */
export function feedbackIndexes(_engine: Engine): readonly string[] {
  return [
    `create index feedback_conversation on feedback (conversation_id)`,
    `create index topic_questions_bot on topic_questions (bot_id)`,
  ];
}
