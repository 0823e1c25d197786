import type { FileReport } from './ImportDialog.tsx';

type Imported = { added: number; refused: { line: number; message: string }[] };

/** Each row of a CSV stands for itself: what is refused keeps none of the others out. */
export function reportOf(file: string, { added, refused }: Imported): FileReport {
  return { file, kept: true, added, alreadyThere: 0, refused: refused.length, complaints: refused };
}
