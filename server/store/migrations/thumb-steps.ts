import type { Engine } from '../dialect.ts';

/** The judged replies that a run learns last, the conversations they are from, and those of which nothing may be taught. */
export function thumbSteps({ types: { bigint } }: Engine): readonly string[] {
  return [
    'alter table teach_runs add column thumbs text',
    'alter table data_rows add column conversation_id text',
    `alter table conversations add column not_taught_at ${bigint}`,
  ];
}
