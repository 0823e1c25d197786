/** Who of the staff is away, and what each looks at. */
export function staffPresence(): readonly string[] {
  return [
    'alter table staff_presence add column away integer not null default 0',
    'alter table staff_presence add column conversation_id text',
  ];
}
