/**
 * Takes U+0000 out of text on its way in. PostgreSQL refuses it, SQLite cuts text there; no writing
 * system uses it, so both engines store the same words.
 */
export function withoutNul(parameters: readonly unknown[]): readonly unknown[] {
  if (!parameters.some((value) => typeof value === 'string' && value.includes('\0'))) return parameters;
  return parameters.map((value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value));
}
