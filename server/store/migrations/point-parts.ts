/** Several parts of a run have a margin, each with a curve of its own. */
export function pointParts(): readonly string[] {
  return ['alter table teach_points add column part text'];
}
