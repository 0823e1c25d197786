import type { Engine } from '../dialect.ts';

/** A marked answer is put right, also where no correction says so; what was marked in a time is counted and listed. */
export function settledFlags({ types: { bigint } }: Engine): readonly string[] {
  return [
    'alter table flagged_answers add column settled_by text',
    'alter table flagged_answers add column settled_by_name text',
    `alter table flagged_answers add column settled_at ${bigint}`,
    'create index flagged_answers_report on flagged_answers (bot_id, flagged_at, message_id)',
    'drop index flagged_answers_bot',
    'create index corrections_turn on corrections (turn_id)',
  ];
}
