import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { AppError } from '../base/index.ts';

/** How every file in the format of age (age-encryption.org/v1) begins. */
const BEGINNING = Buffer.from('age-encryption.org/v1\n');

const IDENTITY = 'AGE-SECRET-KEY-';

/**
 * Encrypts a file for a passphrase, or for a recipient of age (`age1…`), whose identity (`AGE-SECRET-KEY-…`) opens it.
 * @throws AppError `bad_request` for a recipient that is none
 */
export async function sealFile(from: string, to: string, key: string): Promise<void> {
  const encrypter = await encrypterFor(key);
  await copyThrough(from, to, (plain) => encrypter.encrypt(plain));
}

/** Whether backups can be encrypted with it. @throws AppError `bad_request` for a recipient that is none */
export async function checkSealKey(key: string): Promise<void> {
  await encrypterFor(key);
}

async function encrypterFor(key: string): Promise<Encrypter> {
  const encrypter = new Encrypter();
  try {
    if (key.startsWith('age1')) encrypter.addRecipient(key);
    else if (key.startsWith(IDENTITY)) encrypter.addRecipient(await identityToRecipient(key));
    else encrypter.setPassphrase(key);
  } catch (cause) {
    throw new AppError(
      'bad_request',
      'FOYER_BACKUP_KEY begins like a key of age and is none. Copy it anew.',
      {
        cause,
      },
    );
  }
  return encrypter;
}

/** Decrypts with a passphrase or an identity of age (`AGE-SECRET-KEY-1…`). @throws AppError `bad_request` */
export async function unsealFile(from: string, to: string, key: string | undefined): Promise<void> {
  if (key === undefined) {
    throw new AppError(
      'bad_request',
      'This backup is encrypted. Set FOYER_BACKUP_KEY to what it was when the backup was made.',
    );
  }
  const decrypter = new Decrypter();
  try {
    if (key.startsWith(IDENTITY)) decrypter.addIdentity(key);
    else decrypter.addPassphrase(key);
    await copyThrough(from, to, (sealed) => decrypter.decrypt(sealed));
  } catch (cause) {
    if (isSystemError(cause)) throw cause;
    throw new AppError(
      'bad_request',
      'FOYER_BACKUP_KEY does not open this backup: the key is another one, or the file is damaged.',
      { cause },
    );
  }
}

export async function isSealed(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING.length), 0, BEGINNING.length, 0);
    return bytesRead === BEGINNING.length && buffer.equals(BEGINNING);
  } finally {
    await file.close();
  }
}

type Bytes = ReadableStream<Uint8Array>;

async function copyThrough(
  from: string,
  to: string,
  change: (bytes: Bytes) => Promise<Bytes>,
): Promise<void> {
  const source = Readable.toWeb(createReadStream(from)) as unknown as Bytes;
  const changed = (await change(source)) as unknown as NodeStream<Uint8Array>;
  await pipeline(Readable.fromWeb(changed), createWriteStream(to, { flags: 'wx', mode: 0o600 }));
}

/** A full disk is no wrong key. */
function isSystemError(thrown: unknown): boolean {
  return thrown instanceof Error && 'syscall' in thrown;
}
