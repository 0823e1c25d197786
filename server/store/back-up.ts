import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError, newId, syncFolder } from '../base/index.ts';
import { DATABASE_FILE } from './open-sqlite.ts';

/** Every table of Foyer hangs on it. */
const TELLING_TABLE = 'bots';

/**
 * Copies the SQLite database, documents and adapters included, into one file while it may be in use: the state of one moment,
 * without what was deleted. The copy is checked before it gets its name.
 * @throws AppError `not_found` when there is no database yet, `conflict` when the file exists, `storage_failed`
 */
export async function backUpDatabase({ dataDir, file }: { dataDir: string; file: string }): Promise<void> {
  const path = join(dataDir, DATABASE_FILE);
  if (!existsSync(path)) {
    throw new AppError('not_found', `There is nothing to keep in ${dataDir}: it holds no database.`);
  }
  await intoPlace(file, async (temporary) => {
    const database = new Sqlite(path, { readonly: true, fileMustExist: true });
    try {
      database.prepare('vacuum into ?').run(temporary);
    } finally {
      database.close();
    }
  });
}

/**
 * Puts a copy into a data folder that holds no database yet.
 * @throws AppError `not_found` when the copy is missing, `bad_request` when it is damaged or of something else, `conflict` when the
 * folder holds a database, `storage_failed`
 */
export async function restoreDatabase({ dataDir, file }: { dataDir: string; file: string }): Promise<void> {
  if (!existsSync(file)) throw new AppError('not_found', `There is no file ${file}.`);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await intoPlace(join(dataDir, DATABASE_FILE), (temporary) =>
    copyFile(file, temporary, constants.COPYFILE_EXCL),
  );
}

/** Under another name until it is whole, on the disk and known to be sound; never over a file that is there. */
async function intoPlace(target: string, write: (temporary: string) => Promise<void>): Promise<void> {
  if (existsSync(target)) throw inTheWay(target);
  const temporary = join(dirname(target), `.${basename(target)}.${newId('tmp')}`);
  try {
    await write(temporary);
    assertSound(temporary);
    await chmod(temporary, 0o600);
    await flush(temporary);
    await link(temporary, target);
  } catch (thrown) {
    throw translated(thrown, target);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(target));
}

function assertSound(path: string): void {
  const wrong = 'This is no backup of Foyer, or it is damaged.';
  let sound: boolean;
  try {
    sound = isSound(path);
  } catch (cause) {
    throw new AppError('bad_request', wrong, { cause });
  }
  if (!sound) throw new AppError('bad_request', wrong);
}

/** What SQLite cannot even read, it throws at. */
function isSound(path: string): boolean {
  const database = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    if (database.pragma('quick_check', { simple: true }) !== 'ok') return false;
    const tables = database.prepare(`select 1 from sqlite_master where type = 'table' and name = ?`);
    return tables.get(TELLING_TABLE) !== undefined;
  } finally {
    database.close();
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function translated(thrown: unknown, target: string): unknown {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return inTheWay(target);
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('storage_failed', `${target} cannot be written: ${why}.`, { cause: thrown });
}

function inTheWay(target: string): AppError {
  return new AppError(
    'conflict',
    `There is a file ${target} already, and it is not written over. Name another place, or move it away.`,
  );
}
