/** What a preference asks, to be searched, and who retired it. Those from before are known by the question of their correction. */
export function preferencesListed(): readonly string[] {
  return [
    `alter table preference_pairs add column question text not null default ''`,
    'alter table preference_pairs add column retired_by text',
    `update preference_pairs set question = coalesce((
       select c.question from corrections c
       where c.bot_id = preference_pairs.bot_id and c.pair_id = preference_pairs.id limit 1), '')`,
  ];
}
