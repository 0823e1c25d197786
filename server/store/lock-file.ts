import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { errorCode } from './dialect.ts';

/** Whoever only looks whether it is locked lets go of it sooner. */
const BUSY_MS = 500;

/**
 * Locks a file until disposed. The operating system lets go of it when the process dies, however it dies, and no other process can
 * take its place, as one may take its number. It is SQLite's own lock, and so holds wherever SQLite does. Throws where the folder
 * knows no locks, and where the file cannot be opened or is none of these.
 * @param input `create` makes the file where it is absent
 * @returns undefined where another process holds it, or where there is no such file
 */
export function lockFile({
  path,
  create = false,
}: {
  path: string;
  create?: boolean;
}): Disposable | undefined {
  let database: Sqlite.Database | undefined;
  try {
    database = new Sqlite(path, { timeout: create ? BUSY_MS : 0, fileMustExist: !create });
    // Or a second file would stand beside it.
    database.pragma('journal_mode = MEMORY');
    database.exec('begin exclusive');
    const held = database;
    return { [Symbol.dispose]: () => void held.close() };
  } catch (thrown) {
    database?.close();
    const code = errorCode(thrown);
    if (code === 'SQLITE_BUSY' || (code === 'SQLITE_CANTOPEN' && !create && !existsSync(path)))
      return undefined;
    throw thrown;
  }
}

/** Whether another process holds the lock of a file. Throws where that cannot be told. */
export function isFileLocked(path: string): boolean {
  try {
    const lock = lockFile({ path });
    lock?.[Symbol.dispose]();
    return lock === undefined && existsSync(path);
  } catch (thrown) {
    // A lock comes before a look at what is in the file: whoever gets so far as to find it damaged has met none.
    if (errorCode(thrown) === 'SQLITE_NOTADB') return false;
    throw thrown;
  }
}
