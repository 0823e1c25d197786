export function auditSearch(): readonly string[] {
  return [
    `create index audit_entries_actor on audit_entries (actor, sequence)`,
    `create index audit_entries_verb on audit_entries (verb, sequence)`,
  ];
}
