import type { Engine } from '../dialect.ts';

/** What a preference asks, to be searched, and who retired it; for those from before, read out of their prompts. */
export function preferencesListed(engine: Engine): readonly string[] {
  return [
    `alter table preference_pairs add column question text not null default ''`,
    'alter table preference_pairs add column retired_by text',
    readPrompts(engine),
  ];
}

/** As `questionOf` of the tuning room: the last line of what a customer says, or all that was said last. */
function readPrompts({ name }: Engine): string {
  if (name === 'sqlite') {
    return `with recursive parts (id, text, is_asked) as (
         select id, char(10) || json_extract(messages, '$[#-1].content'), 0 from preference_pairs
         where json_valid(messages)
         union all
         select id, substr(text, instr(text, char(10) || 'Customer:') + 10), 1 from parts
         where instr(text, char(10) || 'Customer:') > 0)
       update preference_pairs set question = coalesce((
         select trim(case when is_asked then substr(text, 1, instr(text || char(10), char(10)) - 1)
                     else substr(text, 2) end)
         from parts
         where parts.id = preference_pairs.id and instr(text, char(10) || 'Customer:') = 0), '')`;
  }
  // PostgreSQL refuses an escaped U+0000, which a visitor may have typed.
  return `with readable as materialized (
       select id, messages from preference_pairs where messages not like '%\\\\u0000%'),
     said as (
       select id, messages::json -> -1 ->> 'content' as content from readable)
     update preference_pairs set question = btrim(coalesce(
       substring(E'\\n' || said.content from E'.*\\nCustomer:([^\\n]*)'), said.content, ''))
     from said where said.id = preference_pairs.id`;
}
