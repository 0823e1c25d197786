import { shuffled } from './chance.ts';
import type { DataSplit, KeptRow } from './types.ts';

type Unsplit = Pick<KeptRow, 'documentName' | 'lessonId' | 'who'>;

/** Rows of one document, and rows of one lesson, always stand on the same side; rows of neither are trained on. */
export function splitRows<Row extends Unsplit>(
  rows: readonly Row[],
  { heldOutShare, seed }: { heldOutShare: number; seed: number },
): (Row & { split: DataSplit })[] {
  const groups = groupsOf(rows);
  const sizes = new Map<string, number>();
  for (const row of rows) {
    const group = groups.get(row);
    if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  const wanted = Math.round(rows.length * heldOutShare);
  const heldOut = new Set<string>();
  let taken = 0;
  for (const group of shuffled([...sizes.keys()].sort(), seed, (name) => name)) {
    const size = sizes.get(group) ?? 0;
    if (taken >= wanted || size > 2 * (wanted - taken) || heldOut.size + 1 >= sizes.size) continue;
    heldOut.add(group);
    taken += size;
  }
  return rows.map((row) => ({
    ...row,
    split: heldOut.has(groups.get(row) ?? '') ? ('held-out' as const) : ('train' as const),
  }));
}

/** Joins what shares a document or a lesson. */
function groupsOf<Row extends Unsplit>(rows: readonly Row[]): Map<Row, string> {
  const documentOfLesson = new Map<string, string>();
  const parent = new Map<string, string>();
  const rootOf = (name: string): string => {
    const above = parent.get(name);
    return above === undefined || above === name ? name : rootOf(above);
  };
  for (const { documentName, lessonId } of rows) {
    if (documentName === undefined || lessonId === undefined) continue;
    const known = documentOfLesson.get(lessonId);
    documentOfLesson.set(lessonId, documentName);
    if (known === undefined) continue;
    const [one, other] = [rootOf(known), rootOf(documentName)].sort();
    if (one !== undefined && other !== undefined && one !== other) parent.set(other, one);
  }
  return new Map(
    rows.flatMap((row): [Row, string][] => {
      const document = row.documentName ?? documentOfLesson.get(row.lessonId ?? '');
      if (document !== undefined) return [[row, rootOf(document)]];
      return row.lessonId === undefined ? [] : [[row, `lesson ${row.lessonId}`]];
    }),
  );
}
