/** What customers called things as a release began, and who might be told what a document says. */
export function releaseWords(): readonly string[] {
  return [
    'alter table releases add column words_hash text',
    'alter table releases add column audiences_hash text',
  ];
}
