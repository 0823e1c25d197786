import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportBotInput, exportBot, type WholeBotDeps } from '../../server/whole-bots/index.ts';
import { unzip } from './unzip.ts';
import { type ZipEntry, zipBytes } from './zip-bytes.ts';

const MANIFEST = 'manifest.json';

export type Entries = Map<string, Buffer>;
export type ManifestChange = (manifest: Record<string, unknown>) => void;

/** A bot's file, in memory. */
export async function takeBotFile(deps: WholeBotDeps, input: Omit<ExportBotInput, 'actor'>): Promise<Buffer> {
  const { chunks } = await exportBot(deps, { actor: 'system:test', ...input });
  return Buffer.concat(await Array.fromAsync(chunks));
}

export async function keepFile(folder: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${createHash('sha256').update(bytes).digest('hex')}.zip`);
  await writeFile(path, bytes);
  return path;
}

/** The file again with other entries, its manifest telling the truth of them unless `change` makes it lie. */
export async function changedFile(
  bytes: Uint8Array,
  change: (entries: Entries) => void,
  changeManifest: ManifestChange = () => undefined,
): Promise<Buffer> {
  const entries = await unzip(bytes);
  const manifest = JSON.parse(entries.get(MANIFEST)?.toString() ?? '') as Record<string, unknown>;
  entries.delete(MANIFEST);
  change(entries);
  manifest['entries'] = [...entries].map(([path, content]) => ({
    path,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  changeManifest(manifest);
  return packed([...entries, [MANIFEST, Buffer.from(JSON.stringify(manifest))]]);
}

export function packed(
  entries: readonly (readonly [string, Buffer])[],
  lies: Partial<ZipEntry> = {},
): Buffer {
  return zipBytes(entries.map(([path, content]) => ({ path, content, ...lies })));
}
