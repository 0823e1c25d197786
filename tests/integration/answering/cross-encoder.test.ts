import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { AskReply } from '../../../server/contract/index.ts';
import type { ModelFolder } from '../../../server/models/index.ts';
import type { CrossEncoder } from '../../../server/tuning/index.ts';
import { createTestApp, TEST_BOT_ID } from '../../support/app.ts';
import { writeUntaught } from '../../support/cross-encoder.ts';
import { testCacheDir, testEmbedder, testModelsDeps } from '../../support/models.ts';

let base: ModelFolder;
beforeAll(async () => {
  base = await testEmbedder();
}, 600_000);

async function made(): Promise<ModelFolder> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'foyer-read-'));
  onTestFinished(() => rm(cacheDir, { recursive: true }));
  await symlink(join(testCacheDir(), 'downloads'), join(cacheDir, 'downloads'));
  return await writeUntaught(testModelsDeps(cacheDir), base);
}

test('a server reads beside questions from the moment on that its machine has a cross-encoder, without a restart', async () => {
  let here: ModelFolder | undefined;
  const crossEncoder = {
    find: async () => here,
    findBiEncoder: async () => undefined,
  } as Partial<CrossEncoder> as CrossEncoder;
  await using app = await createTestApp({ cacheDir: testCacheDir(), overrides: { crossEncoder } });
  const key = await app.keyOf('staff');
  const readingOf = async () => {
    const body = { question: 'Can I return unworn boots?' };
    const response = await app.request(`/api/admin/bots/${TEST_BOT_ID}/ask`, { key, body });
    expect(response.status).toBe(200);
    return ((await response.json()) as AskReply).passport.decision.reading;
  };
  expect(await readingOf()).toBeUndefined();
  here = await made();
  const { id, sha256 } = here.manifest;
  await expect
    .poll(readingOf, { timeout: 60_000, interval: 500 })
    .toMatchObject({ logOdds: expect.any(Number), model: { id, sha256 } });
});
