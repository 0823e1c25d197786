import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError, ignoreMissing, removeIfOlder } from '../../base/index.ts';

/** More than fits a database row by row; such a bot is moved with its database. */
const MAX_FILE_BYTES = 2 * 2 ** 30;
/** A file that still arrives is younger. */
const STRAY_AFTER_MS = 6 * 3_600_000;
const SUFFIX = '.zip';

type Deps = { versions: { dataDir: string } };

/** Where a bot's file waits to be imported; named by the bot that it will be. */
export function receivedPath(deps: Deps, botId: string): string {
  return join(folderOf(deps), `${botId}${SUFFIX}`);
}

/** @throws AppError `too_large`; whatever ends the stream. Nothing is left then. */
export async function receiveFile(
  deps: Deps,
  { botId, body }: { botId: string; body: AsyncIterable<Uint8Array> },
): Promise<string> {
  await mkdir(folderOf(deps), { recursive: true, mode: 0o700 });
  const path = receivedPath(deps, botId);
  try {
    await pipeline(limited(body), createWriteStream(path, { mode: 0o600, flush: true }));
  } catch (thrown) {
    await rm(path, { force: true });
    throw thrown;
  }
  return path;
}

export async function forgetFile(deps: Deps, botId: string): Promise<void> {
  await rm(receivedPath(deps, botId), { force: true });
}

/** Removes what no import waits for, for instance after a crash while a file arrived. */
export async function sweepFiles(deps: Deps, wanted: ReadonlySet<string>): Promise<void> {
  for (const name of (await readdir(folderOf(deps)).catch(ignoreMissing)) ?? []) {
    if (wanted.has(name.slice(0, -SUFFIX.length))) continue;
    await removeIfOlder(join(folderOf(deps), name), STRAY_AFTER_MS);
  }
}

function folderOf({ versions }: Deps): string {
  return join(versions.dataDir, 'bot-files');
}

async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_FILE_BYTES) {
      throw new AppError(
        'too_large',
        `A bot’s file may have ${MAX_FILE_BYTES / 2 ** 30} GB at most. Export it without the model, or move the database.`,
      );
    }
    yield chunk;
  }
}
