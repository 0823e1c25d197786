import { importApproved } from '../queries/approved.ts';
import type { FileReport } from './ImportDialog.tsx';

/** Each row of a CSV stands for itself: what is refused keeps none of the others out. */
export function importApprovedFiles(botId: string, files: readonly File[]): Promise<FileReport[]> {
  return Promise.all(
    files.map(async (file) => {
      const { added, refused } = await importApproved(botId, await file.text());
      return {
        file: file.name,
        kept: true,
        added,
        alreadyThere: 0,
        refused: refused.length,
        complaints: refused,
      };
    }),
  );
}
