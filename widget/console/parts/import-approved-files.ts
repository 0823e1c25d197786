import { importApproved } from '../queries/approved.ts';
import type { FileReport } from './ImportDialog.tsx';
import { importTables } from './import-tables.ts';

export function importApprovedFiles(botId: string, files: readonly File[]): Promise<FileReport[]> {
  return importTables(files, (csv) => importApproved(botId, csv));
}
