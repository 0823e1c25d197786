import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { AppError } from '../../base/index.ts';
import {
  FORMAT,
  FORMAT_VERSION,
  type Manifest,
  type ManifestEntry,
  manifestHeadSchema,
  manifestSchema,
  PATHS,
} from './format.ts';
import { parseJsonFile } from './parse.ts';

/** Three entries a document, for more documents than a bot has. */
const MAX_ENTRIES = 200_000;
/** Together, unpacked; a bot with more is moved with the database. */
const MAX_UNPACKED_BYTES = 4 * 2 ** 30;
const MAX_MANIFEST_BYTES = 64 * 2 ** 20;
const STORED = 0;
const DEFLATED = 8;

/** A bot's file whose directory and manifest agree. Entries are unpacked one by one as they are asked for, into memory only. */
export type BotArchive = AsyncDisposable & {
  readonly manifest: Manifest;
  /** Unpacked, of all entries. */
  readonly totalBytes: number;
  /** What the manifest says of it. */
  entry(path: string): ManifestEntry | undefined;
  /** @throws AppError `bad_request` when it is missing or not what the manifest says, `too_large` above `maxBytes` */
  read(path: string, maxBytes: number): Promise<Buffer>;
};

/**
 * Opens a bot's file and judges its outside: directory, names, sizes, manifest. Nothing is written anywhere.
 * @throws AppError `bad_request` naming the entry, `too_large`
 */
export async function openBotArchive(path: string): Promise<BotArchive> {
  const zip = await openZip(path);
  try {
    const entries = await readDirectory(zip, (await stat(path)).size);
    const manifestEntry = entries.get(PATHS.manifest);
    if (!manifestEntry) throw wrong(`there is no ${PATHS.manifest} in it`);
    const manifest = checkedManifest(await unpack(zip, manifestEntry, MAX_MANIFEST_BYTES));
    const told = new Map(manifest.entries.map((entry) => [entry.path, entry]));
    requireSameEntries(manifest, entries);
    return {
      manifest,
      totalBytes: manifest.entries.reduce((sum, { bytes }) => sum + bytes, 0),
      entry: (name) => told.get(name),
      async read(name, maxBytes) {
        const entry = entries.get(name);
        const claim = told.get(name);
        if (!entry || !claim) throw wrong(`there is no ${name} in it`);
        const bytes = await unpack(zip, entry, maxBytes);
        if (createHash('sha256').update(bytes).digest('hex') === claim.sha256) return bytes;
        throw wrong(`${name} was changed or damaged: its SHA-256 is not the one in ${PATHS.manifest}`);
      },
      [Symbol.asyncDispose]: async () => zip.close(),
    };
  } catch (thrown) {
    zip.close();
    throw thrown;
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (cause) {
    throw new AppError(
      'bad_request',
      'This is not a bot’s file, or only the beginning of one: it cannot be opened as a ZIP archive.',
      { cause },
    );
  }
}

async function readDirectory(zip: ZipFile, fileBytes: number): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw tooLarge(`it has more than ${MAX_ENTRIES} entries`);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  let packed = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entry.fileName = nameOf(entry);
      const name = entry.fileName;
      if (entries.has(name)) throw wrong(`${name} is in it twice`);
      if (name.endsWith('/')) throw wrong(`${name} is a folder; it holds files only`);
      if (entry.isEncrypted()) throw wrong(`${name} asks for a password`);
      if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
        throw wrong(`${name} is packed in a way that is not read here`);
      }
      unpacked += entry.uncompressedSize;
      packed += entry.compressedSize;
      if (unpacked > MAX_UNPACKED_BYTES) {
        throw tooLarge(`unpacked it has more than ${MAX_UNPACKED_BYTES / 2 ** 30} GB`);
      }
      // Only entries that share their bytes add up to more than the file.
      if (packed > fileBytes) throw wrong(`${name} lies over another entry`);
      entries.set(name, entry);
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw wrong('its list of contents is damaged; export the bot again, and choose the new file', thrown);
  }
  return entries;
}

/** Read here, because of a bad one the library tells in words of its own. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  if (validateFileName(name) !== null) throw wrong(`it names a place outside: ${name}`);
  return name;
}

async function unpack(zip: ZipFile, entry: Entry, maxBytes: number): Promise<Buffer> {
  if (entry.uncompressedSize > maxBytes) {
    throw tooLarge(`${entry.fileName} has more than ${Math.round(maxBytes / 2 ** 20)} MB`);
  }
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  } catch (thrown) {
    throw wrong(`${entry.fileName} is damaged and cannot be unpacked`, thrown);
  }
  return Buffer.concat(chunks);
}

function checkedManifest(bytes: Buffer): Manifest {
  const head = parseJsonFile(PATHS.manifest, bytes, manifestHeadSchema);
  if (head.formatVersion > FORMAT_VERSION) {
    throw new AppError(
      'bad_request',
      `This file was made by a newer Foyer (format ${head.formatVersion}; this one reads up to ${FORMAT_VERSION}). Upgrade this Foyer first.`,
    );
  }
  return parseJsonFile(PATHS.manifest, bytes, manifestSchema);
}

/** Both lists name the same files, of the same sizes, each once. */
function requireSameEntries({ entries: told }: Manifest, found: ReadonlyMap<string, Entry>): void {
  const paths = new Set<string>();
  for (const { path, bytes } of told) {
    const entry = found.get(path);
    if (paths.has(path)) throw wrong(`${PATHS.manifest} names ${path} twice`);
    paths.add(path);
    if (!entry || path === PATHS.manifest)
      throw wrong(`${path} is in ${PATHS.manifest} but not in the archive`);
    if (entry.uncompressedSize !== bytes) {
      throw wrong(`${path} has ${entry.uncompressedSize} bytes and ${PATHS.manifest} says ${bytes}`);
    }
  }
  for (const name of found.keys()) {
    if (name !== PATHS.manifest && !paths.has(name))
      throw wrong(`${name} is in it, and ${PATHS.manifest} does not name it`);
  }
}

function wrong(problem: string, cause?: unknown): AppError {
  return new AppError('bad_request', `This ${FORMAT} file cannot be used: ${problem}.`, { cause });
}

function tooLarge(problem: string): AppError {
  return new AppError('too_large', `This ${FORMAT} file cannot be used: ${problem}.`);
}
