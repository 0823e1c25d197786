import type { Engine } from '../dialect.ts';

/** Which passages the replies of conversations rest on; for turns from before, read out of their passports. */
export function citedPassages(engine: Engine): readonly string[] {
  return [
    `create table cited_passages (
       turn_id text not null references turns (id) on delete cascade,
       passage_id text not null,
       document_id text not null,
       conversation_id text not null references conversations (id) on delete cascade,
       bot_id text not null references bots (id) on delete cascade,
       primary key (turn_id, passage_id))`,
    readPassports(engine),
    `create index cited_passages_document on cited_passages (bot_id, document_id, conversation_id)`,
    `create index cited_passages_passage on cited_passages (document_id, passage_id, conversation_id)`,
    `create index cited_passages_conversation on cited_passages (conversation_id)`,
  ];
}

function readPassports({ name }: Engine): string {
  if (name === 'sqlite') {
    return `insert or ignore into cited_passages (turn_id, passage_id, document_id, conversation_id, bot_id)
       select t.id, json_extract(f.value, '$.passageId'), json_extract(f.value, '$.documentId'),
              t.conversation_id, t.bot_id
       from turns t, json_each(t.passport, '$.found') f
       where t.conversation_id is not null and json_extract(f.value, '$.cited')`;
  }
  // PostgreSQL refuses an escaped U+0000, which a visitor may have typed.
  return `insert into cited_passages (turn_id, passage_id, document_id, conversation_id, bot_id)
       with readable as materialized (
         select id, conversation_id, bot_id, passport from turns
         where conversation_id is not null and passport not like '%\\\\u0000%')
       select t.id, f.value ->> 'passageId', f.value ->> 'documentId', t.conversation_id, t.bot_id
       from readable t
       cross join lateral json_array_elements(coalesce(t.passport::json -> 'found', '[]'::json)) f
       where (f.value ->> 'cited') = 'true'
       on conflict do nothing`;
}
