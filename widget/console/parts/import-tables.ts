import type { FileReport } from './ImportDialog.tsx';

type Loaded = { added: number; alreadyThere?: number; refused: FileReport['complaints'] };

/** Each row of a table stands for itself: what is refused keeps none of the others out. */
export function importTables(
  files: readonly File[],
  load: (table: string) => Promise<Loaded>,
): Promise<FileReport[]> {
  return Promise.all(
    files.map(async (file) => {
      const { added, alreadyThere = 0, refused } = await load(await file.text());
      return {
        file: file.name,
        kept: true,
        added,
        alreadyThere,
        refused: refused.length,
        complaints: refused,
      };
    }),
  );
}
