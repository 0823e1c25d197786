import { AppError } from '../base/index.ts';
import { errorCode } from './dialect.ts';

/** Failures of the storage itself, which the operator can mend; by the engine's code. */
const SENTENCES: Record<string, string> = {
  SQLITE_FULL: 'The disk is full: nothing more can be stored. Free some space and try again.',
  SQLITE_READONLY: 'The database may not be written. Check who owns the data folder and its rights.',
  SQLITE_CANTOPEN: 'The database file cannot be opened. Check the data folder and its rights.',
  SQLITE_IOERR: 'The disk failed while the database was read or written. Check the disk and the system log.',
  SQLITE_CORRUPT: 'The database file is damaged. Stop Foyer and restore the latest backup.',
  SQLITE_NOTADB: 'The database file is not a Foyer database. Check the data folder.',
  SQLITE_BUSY: 'Another process has been writing for too long. Try again when it has finished.',
  ECONNREFUSED: 'PostgreSQL does not answer. Check that it runs and that DATABASE_URL is right.',
  ECONNRESET: 'The connection to PostgreSQL was cut. Try again.',
  ENOTFOUND: 'The host in DATABASE_URL is not known. Check its spelling.',
  '28P01': 'PostgreSQL refused the password. Check DATABASE_URL.',
  '28000': 'PostgreSQL refused the user. Check DATABASE_URL.',
  '3D000': 'The database named in DATABASE_URL does not exist. Create it first.',
  '53100': 'The disk of PostgreSQL is full: nothing more can be stored. Free some space and try again.',
  '53300': 'PostgreSQL has no connection left. Raise max_connections or stop other clients.',
  '57P01': 'PostgreSQL is shutting down. Try again when it is back.',
  '57P03': 'PostgreSQL is starting up. Try again in a moment.',
};

/** How the `pg` library words a connection that broke under it; such errors have no code. */
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

/** A failure of the storage becomes `storage_failed`; anything else (a constraint, our own mistake) stays as it is. */
export function translateFailure(thrown: unknown): unknown {
  const sentence = sentenceFor(thrown);
  return sentence === undefined ? thrown : new AppError('storage_failed', sentence, { cause: thrown });
}

/** Whatever keeps us from connecting is a failure of the storage. */
export function translateConnectFailure(thrown: unknown): unknown {
  const sentence =
    sentenceFor(thrown) ?? 'PostgreSQL cannot be reached. Check that it runs and that DATABASE_URL is right.';
  return new AppError('storage_failed', sentence, { cause: thrown });
}

function sentenceFor(thrown: unknown): string | undefined {
  if (thrown instanceof Error && CONNECTION_LOST.test(thrown.message)) return SENTENCES['ECONNRESET'];
  const code = errorCode(thrown) ?? '';
  return SENTENCES[code] ?? Object.entries(SENTENCES).find(([key]) => code.startsWith(`${key}_`))?.[1];
}
