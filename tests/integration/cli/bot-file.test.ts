import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBot } from '../../../server/bots/index.ts';
import { loadConfig } from '../../../server/config/index.ts';
import { type ContextOverrides, openContext } from '../../../server/context.ts';
import { foyer, pretendModels } from '../../support/cli.ts';
import { fakeEmbedder, fakeGenerator } from '../../support/fake-models.ts';
import { silentLog } from '../../support/store.ts';

const overrides: ContextOverrides = { log: silentLog, embedder: fakeEmbedder(), generator: fakeGenerator() };
const words = { organisation: 'Shop', greeting: 'Hello', refusal: 'No', handoffMessage: 'Wait' };
let folder: string;

const envOf = (data: string) => ({ FOYER_DATA: join(folder, data), FOYER_CACHE: join(folder, 'cache') });
const run = (data: string, ...args: string[]) => foyer(args, { env: envOf(data), overrides });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-bot-file-'));
  await pretendModels(join(folder, 'cache'));
  await using context = await openContext(loadConfig(envOf('here')), overrides);
  await createBot(context, { actor: 'system:test', id: 'shop', name: 'Shop', settings: words });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a bot goes out as a file, over no other, and comes in elsewhere and again here', async () => {
  const file = join(folder, 'shop.zip');
  expect(await run('here', 'export', 'bot', '--out', file)).toMatchObject({ code: 0, stdout: `${file}\n` });
  expect((await stat(file)).mode & 0o077).toBe(0);
  const again = await run('here', 'export', 'bot', '--out', file);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('There is a file') });

  const elsewhere = await run('there', 'import', 'bot', file);
  expect(elsewhere).toMatchObject({ code: 0, stdout: expect.stringMatching(/^bot_\w+\n$/) });
  expect(elsewhere.stderr).toContain('Made the bot "Shop".');
  expect((await run('here', 'import', 'bot', file)).stderr).toContain('Made the bot "Shop (2)".');
  expect((await run('here', 'import', 'bot', file, '--name', 'Winter')).stderr).toContain('"Winter"');
});

test('what is no bot’s file is refused in a sentence', async () => {
  expect(await run('here', 'import', 'bot', join(folder, 'none.zip'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no file'),
  });
  const wrong = await run('here', 'import', 'bot', join(folder, 'here', 'foyer.db'));
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be opened as a ZIP') });
});
