import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError, ignoreMissing, ignoring, newId, removeIfOlder, syncFolder } from '../base/index.ts';
import { DATABASE_FILE } from './open-sqlite.ts';
import { isSealed, sealFile, unsealFile } from './seal-file.ts';

/** Every table of Foyer hangs on it. */
const TELLING_TABLE = 'bots';

export type BackUpInput = {
  dataDir: string;
  file: string;
  /** Its name until it is whole, in the folder of `file`. */
  temporary?: string;
  /** Passphrase, or a recipient of age, that it is encrypted for. */
  key?: string | undefined;
  /** Where it lies until it is encrypted, in the data folder. */
  plain?: string;
  /** The job that makes the copy: in the copy it is done, so that nobody takes it up again there. */
  jobId?: string;
};

/**
 * Copies the SQLite database, documents and adapters included, into one file while it may be in use: the state of one moment,
 * without what was deleted. The copy is checked before it gets its name. Holds the thread.
 * @throws AppError `not_found` when there is no database yet, `conflict` when the file exists, `storage_failed`
 */
export async function backUpDatabase(input: BackUpInput): Promise<void> {
  const { dataDir, file, temporary = temporaryName(file), key, jobId } = input;
  const { plain = plainName(input) } = input;
  const path = databaseIn(dataDir);
  await intoPlace(file, temporary, async (copy) => {
    if (key === undefined) {
      await copyDatabase(path, copy, jobId);
      return;
    }
    try {
      await copyDatabase(path, plain, jobId);
      await sealFile(plain, copy, key);
    } finally {
      await rm(plain, { force: true });
    }
  });
}

async function copyDatabase(path: string, copy: string, jobId: string | undefined): Promise<void> {
  // SQLite takes an empty file for one that is not there; nobody else may read it from its first byte on.
  await (await open(copy, 'wx', 0o600)).close();
  const database = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    database.prepare('vacuum into ?').run(copy);
  } finally {
    database.close();
  }
  if (jobId !== undefined) finishJob(copy, jobId);
  assertSound(copy, (cause) => {
    const what = `The copy of ${path} is damaged, so the database or the disk is.`;
    return new AppError(
      'storage_failed',
      `${what} Keep the last backup that is whole, and look at the disk.`,
      {
        cause,
      },
    );
  });
}

function databaseIn(dataDir: string): string {
  const path = join(dataDir, DATABASE_FILE);
  if (existsSync(path)) return path;
  throw new AppError('not_found', `There is nothing to keep in ${dataDir}: it holds no database.`);
}

/** What whoever asks for a copy is told where PostgreSQL keeps the data. */
export function keptByPostgres(): AppError {
  return new AppError(
    'bad_request',
    'Foyer keeps its data in PostgreSQL here (DATABASE_URL). Use pg_dump and pg_restore.',
  );
}

/** At most as many bytes as a copy will have. @throws AppError `not_found` */
export function measureDatabase({ dataDir }: { dataDir: string }): number {
  const database = new Sqlite(databaseIn(dataDir), { readonly: true, fileMustExist: true });
  try {
    const count = (name: string) => Number(database.pragma(name, { simple: true }));
    return (count('page_count') - count('freelist_count')) * count('page_size');
  } finally {
    database.close();
  }
}

/** In the same folder; `restoreDatabase` and `backUpDatabase` leave none behind, a process that is killed may. */
export function temporaryName(file: string): string {
  return join(dirname(file), `.${basename(file)}.${newId('tmp')}`);
}

/** How `temporaryName` names what is made of a database. */
const TEMPORARY = /^\..+\.tmp_[0-9a-z]{25}(-journal)?$/;
/** What a process is still at work on was written to lately. */
const STRAY_AFTER_MS = 6 * 3_600_000;

/** Takes away the copies that a process left in the data folder when it was killed: whole databases, and not encrypted. */
export async function sweepCopies({ dataDir }: { dataDir: string }): Promise<void> {
  for (const name of (await readdir(dataDir).catch(ignoreMissing)) ?? []) {
    if (TEMPORARY.test(name)) await removeIfOlder(join(dataDir, name), STRAY_AFTER_MS);
  }
}

/** Where a copy lies until it is encrypted: beside the database, never where backups go. */
export function plainName({ dataDir, file }: Pick<BackUpInput, 'dataDir' | 'file'>): string {
  return temporaryName(join(dataDir, basename(file)));
}

type RestoreInput = { dataDir: string; file: string; key?: string | undefined };

/**
 * Puts a copy into a data folder that holds no database yet. `key` opens one that is encrypted.
 * @throws AppError `not_found` when the copy is missing, `bad_request` when it is damaged, of something else or opened by another key,
 * `conflict` when the folder holds a database or what SQLite wrote beside one, `storage_failed`
 */
export async function restoreDatabase({ dataDir, file, key }: RestoreInput): Promise<void> {
  if (!existsSync(file)) throw new AppError('not_found', `There is no file ${file}.`);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const target = join(dataDir, DATABASE_FILE);
  assertNoLog(target);
  await intoPlace(target, temporaryName(target), async (temporary) => {
    if (await isSealed(file)) await unsealFile(file, temporary, key);
    else await copyFile(file, temporary, constants.COPYFILE_EXCL);
    assertSound(
      temporary,
      (cause) => new AppError('bad_request', 'This is no backup of Foyer, or it is damaged.', { cause }),
    );
  });
}

/** SQLite takes a log for that of whichever database bears its name. */
function assertNoLog(target: string): void {
  const log = ['-wal', '-journal'].map((suffix) => target + suffix).find((path) => existsSync(path));
  if (existsSync(target) || log === undefined) return;
  throw new AppError(
    'conflict',
    `${log} belongs to a database that lay here before, and would be mixed into the restored one. Move it to where that database went, or name an empty folder in FOYER_DATA.`,
  );
}

/** Under another name until `write` has seen that it is sound, and it is on the disk; never over a file that is there. */
async function intoPlace(
  target: string,
  temporary: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  if (existsSync(target)) throw inTheWay(target);
  try {
    await write(temporary);
    await chmod(temporary, 0o600).catch(ignoreUnknown);
    await flush(temporary);
    await giveName(temporary, target);
  } catch (thrown) {
    throw translated(thrown, target);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(target));
}

/** What file systems answer that know no rights, or no second name of a file: those of USB disks, and of some shares in the network. */
const ignoreUnknown = ignoring('EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS');

/** A second name is never given over a file that is there; where there is none, the file is moved to a name that was free just now. */
async function giveName(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (thrown) {
    ignoreUnknown(thrown);
    if (existsSync(target)) throw inTheWay(target);
    await rename(temporary, target);
  }
}

function finishJob(path: string, jobId: string): void {
  const copy = new Sqlite(path, { fileMustExist: true });
  try {
    const done = `update jobs set state = 'done', lease_owner = null, held_by = null where id = ?`;
    copy.prepare(done).run(jobId);
  } finally {
    copy.close();
  }
}

function assertSound(path: string, unsound: (cause?: unknown) => AppError): void {
  let sound: boolean;
  try {
    sound = isSound(path);
  } catch (cause) {
    throw unsound(cause);
  }
  if (!sound) throw unsound();
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
