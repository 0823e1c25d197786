/** Whom a conversation in the waiting list was left for; anybody can take it all the same. */
export function meantFor(): readonly string[] {
  return [
    'alter table conversations add column meant_for_id text',
    'alter table conversations add column meant_for_name text',
  ];
}
