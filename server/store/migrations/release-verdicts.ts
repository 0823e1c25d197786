/** What a verdict was made on, the verdict that a release rests on, and what of an earlier release it does not bring back. */
export function releaseVerdicts(): readonly string[] {
  return [
    'alter table comparisons add column ground text',
    'alter table releases add column gate text',
    'alter table releases add column not_brought_back text',
  ];
}
