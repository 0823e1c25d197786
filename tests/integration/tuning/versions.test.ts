import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import {
  createVersion,
  getVersion,
  listVersions,
  mergeVersion,
  openVersionGenerator,
  retireVersion,
} from '../../../server/tuning/index.ts';
import { insertBotRow } from '../../support/rows.ts';
import { describeStores, type OpenTestStore } from '../../support/store.ts';
import { type TinyVersions, tinyVersions } from '../../support/tiny-versions.ts';

const actor = 'system:test';
const DATA = 'onnx/serve.onnx_data';
const UNKNOWN = 'ver_00000000000000000000000000000000';

const create = ({ deps, base, adapter }: TinyVersions, strength: number, botId = 'bot') =>
  createVersion(deps, { actor, botId, base, adapter: adapter(strength), runId: 'run_1', heldOutLoss: 1.5 });

describeStores('model versions', (open: OpenTestStore) => {
  async function openWithBots() {
    const store = await open();
    await insertBotRow(store, 'bot');
    await insertBotRow(store, 'other');
    return store;
  }

  test('a version is named by its content: the same adapter is the same version', async () => {
    await using store = await openWithBots();
    const tiny = await tinyVersions(store);
    const first = await create(tiny, 1);
    expect(await create(tiny, 1)).toEqual(first);
    const second = await create(tiny, 2);
    expect(second.id).not.toBe(first.id);
    expect((await create(tiny, 1, 'other')).id).toBe(first.id);
    expect((await listVersions(tiny.deps, { botId: 'bot' })).map(({ id }) => id).toSorted()).toEqual(
      [first.id, second.id].toSorted(),
    );
    expect(first).toMatchObject({ state: 'candidate', runId: 'run_1', heldOutLoss: 1.5, author: actor });
    await expect(getVersion(tiny.deps, { botId: 'bot', versionId: UNKNOWN })).rejects.toMatchObject({
      code: 'not_found',
    });
    const verbs = (await listAudit(store, { limit: 10 })).map(({ verb }) => verb);
    expect(verbs).toEqual(['createVersion', 'createVersion', 'createVersion']);
  });

  test('an adapter without effect merges into the very bytes of the base model', async () => {
    await using store = await openWithBots();
    const tiny = await tinyVersions(store);
    const { id } = await create(tiny, 0);
    const folder = await mergeVersion(tiny.deps, { versionId: id });
    const [mine, plain] = [folder, tiny.base].map(({ path }) => readFileSync(join(path, DATA)));
    expect(plain && mine?.equals(plain)).toBe(true);
    const other = await mergeVersion(tiny.deps, { versionId: (await create(tiny, 1)).id });
    expect(plain && readFileSync(join(other.path, DATA)).equals(plain)).toBe(false);
  });

  test('files that are missing or damaged are made again from the database, the same bytes', async () => {
    await using store = await openWithBots();
    const tiny = await tinyVersions(store);
    const version = await create(tiny, 1);
    const { path } = await mergeVersion(tiny.deps, { versionId: version.id });
    const intact = readFileSync(join(path, DATA));
    rmSync(path, { recursive: true });
    expect((await mergeVersion(tiny.deps, { versionId: version.id })).manifest.sha256).toBe(version.sha256);
    const damaged = Buffer.from(intact);
    damaged.writeUInt8(intact.readUInt8(7) ^ 1, 7);
    writeFileSync(join(path, DATA), damaged);
    await using generator = await openVersionGenerator(tiny.deps, { versionId: version.id });
    expect(generator.identity()).toEqual({ id: version.id, sha256: version.sha256, precision: 'q8' });
    expect(readFileSync(join(path, DATA)).equals(intact)).toBe(true);
  });

  test('an adapter of other weights is refused, and leaves nothing behind', async () => {
    await using store = await openWithBots();
    const tiny = await tinyVersions(store);
    const { manifest } = tiny.base;
    const base = {
      id: 'tiny',
      manifest: { ...manifest, source: { ...manifest.source, sha256: 'f'.repeat(64) } },
    };
    await expect(
      createVersion(tiny.deps, { actor, botId: 'bot', base, adapter: tiny.adapter(1) }),
    ).rejects.toMatchObject({ code: 'model_file_invalid', message: /other weights/ });
    const misfit = { ...tiny.adapter(1), rank: 8 };
    await expect(
      createVersion(tiny.deps, { actor, botId: 'bot', base: tiny.base, adapter: misfit }),
    ).rejects.toMatchObject({ code: 'model_file_invalid', message: /does not fit/ });
    expect(await listVersions(tiny.deps, { botId: 'bot' })).toEqual([]);
  });

  test('a retired version is kept, and does not come back by teaching the same again', async () => {
    await using store = await openWithBots();
    const tiny = await tinyVersions(store);
    const { id: versionId } = await create(tiny, 1);
    const reason = 'a lesson was erased';
    const retired = await retireVersion(tiny.deps, { actor, botId: 'bot', versionId, reason });
    expect(retired).toMatchObject({ state: 'retired', retiredReason: reason });
    await expect(create(tiny, 1)).rejects.toMatchObject({ code: 'conflict' });
    expect((await create(tiny, 1, 'other')).state).toBe('candidate');
  });
});
