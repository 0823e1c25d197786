import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { recordAudit } from '../audit/index.ts';
import { AppError, ignoreMissing } from '../base/index.ts';
import { BACKUP_NAME } from '../contract/index.ts';
import type { BackupDeps } from './backup-deps.ts';

export type OpenBackup = { bytes: number; chunks: AsyncGenerator<Uint8Array> };

/** One of those kept, to be taken away; read as fast as it is taken. @throws AppError `not_found` */
export async function openBackup(
  { store, clock, config }: BackupDeps,
  { actor, name }: { actor: string; name: string },
): Promise<OpenBackup> {
  const path = join(config.backups.folder, name);
  const file = BACKUP_NAME.test(name) ? await open(path, 'r').catch(ignoreMissing) : undefined;
  if (!file)
    throw new AppError('not_found', 'There is no such backup. It may have made room for a newer one.');
  try {
    const { size: bytes } = await file.stat();
    const entry = { at: clock.now(), actor, verb: 'takeBackup', subject: `backup:${name}` };
    await recordAudit(store.db, { ...entry, details: { bytes } });
    return { bytes, chunks: piecesOf(file) };
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

type OpenFile = Awaited<ReturnType<typeof open>>;

async function* piecesOf(file: OpenFile): AsyncGenerator<Uint8Array> {
  yield* file.createReadStream({ autoClose: true });
}
