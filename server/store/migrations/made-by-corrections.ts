import type { Engine } from '../dialect.ts';

/** Which lesson and which preference a correction made, so that either leads to it; read out of its record for those from before. */
export function madeByCorrections(engine: Engine): readonly string[] {
  const made = (key: string) => madeId(engine, key);
  return [
    'alter table corrections add column lesson_id text',
    'alter table corrections add column pair_id text',
    `update corrections set lesson_id = ${made('lessonId')}, pair_id = ${made('pairId')} where route = 'lesson'`,
    'create index corrections_lesson on corrections (bot_id, lesson_id)',
    'create index corrections_pair on corrections (bot_id, pair_id)',
  ];
}

/** PostgreSQL refuses to read JSON with an escaped U+0000; inside a text the quotes of this pattern would be escaped. */
function madeId({ name }: Engine, key: string): string {
  return name === 'sqlite'
    ? `case when json_valid(made) then json_extract(made, '$.${key}') end`
    : `substring(made from '"${key}":"([^"]+)"')`;
}
