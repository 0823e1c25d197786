import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBot } from '../../../server/bots/index.ts';
import { loadConfig } from '../../../server/config/index.ts';
import { type ContextOverrides, openContext } from '../../../server/context.ts';
import { foyer } from '../../support/cli.ts';
import { fakeEmbedder, fakeGenerator } from '../../support/fake-models.ts';
import { silentLog } from '../../support/store.ts';
import { insertVersionRow } from '../../support/version-rows.ts';

const overrides: ContextOverrides = {
  log: silentLog,
  embedder: fakeEmbedder(),
  generator: fakeGenerator(),
  openVersion: async () => ({
    ...fakeGenerator('ok'),
    pid: () => 1,
    [Symbol.asyncDispose]: async () => undefined,
  }),
};
let folder: string;
let env: Record<string, string>;
const run = (...args: string[]) => foyer(args, { env, overrides });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-versions-'));
  env = { FOYER_DATA: join(folder, 'data'), FOYER_CACHE: join(folder, 'cache'), PORT: '0' };
  await using context = await openContext(loadConfig(env), overrides);
  const words = { organisation: 'Shop', greeting: 'Hello', refusal: 'No', handoffMessage: 'Wait' };
  await createBot(context, { actor: 'system:test', id: 'shop', name: 'Shop', settings: words });
  await insertVersionRow(context.store, { botId: 'shop', id: 'ver_1' });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('publish wants a verdict or a reason; rollback goes back; list and show tell', async () => {
  const refused = await run('publish', 'ver_1');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/not been compared yet.*foyer compare ver_1/s);
  const published = await run('publish', 'ver_1', '--override', 'A first try', '--note', 'spring');
  expect(published).toMatchObject({ code: 0, stdout: expect.stringMatching(/^rel_/) });
  expect(published.stderr).toContain('It rests on no comparison; published all the same: A first try.');
  expect((await run('versions', 'list')).stdout).toMatch(/ver_1 +serves .* not compared/);
  expect((await run('versions', 'releases')).stdout).toContain('spring (against the gate: A first try)');
  expect((await run('versions', 'show', 'ver_1')).stdout).toMatch(/^---\nlicense: "apache-2.0"/);
  expect((await run('rollback')).stderr).toContain('The base model answers for the bot "shop" now');
  expect(await run('rollback')).toMatchObject({ code: 1 });
  expect((await run('erase', '--person', 'Nobody', '--dry-run')).stderr).toContain('Nothing that was taught');
  expect(await run('erase')).toMatchObject({ code: 1 });
  expect(await run('publish')).toMatchObject({ code: 2 });
  expect((await run('publish', '--help')).stdout).toContain('Example:');
});
