/** The preferences that a run learns after its lessons, and how far they pull its answers apart. */
export function preferenceSteps(): readonly string[] {
  return [
    'alter table teach_runs add column preference text',
    'alter table teach_points add column margin double precision',
  ];
}
