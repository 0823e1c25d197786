import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../server/base/index.ts';
import { decoderConfigFromFolder, openGguf, pullModel } from '../../../server/models/index.ts';
import { openStore } from '../../../server/store/index.ts';
import {
  createVersion,
  exportVersion,
  exportVersionAdapter,
  importAdapter,
} from '../../../server/tuning/index.ts';
import { formulaAdapter } from '../../support/adapters.ts';
import { foyer } from '../../support/cli.ts';
import { insertBotRow } from '../../support/rows.ts';
import { silentLog } from '../../support/store.ts';
import { TINY_FIXTURES, tinyModelDeps } from '../../support/tiny-folder.ts';

const botId = 'shop';
const actor = 'key:staff';
let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'foyer-interchange-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

test('a version goes out as a model and as an adapter, and the adapter comes back as the same version', async () => {
  const models = tinyModelDeps(scratch, 'qwen3-tied');
  await using store = await openStore({ dataDir: scratch, log: silentLog });
  const deps = { store, clock: systemClock, log: silentLog, dataDir: scratch, models };
  await insertBotRow(store, botId);
  const base = await pullModel(models, { id: 'tiny' });
  const config = decoderConfigFromFolder(base.path, true);
  const adapter = formulaAdapter(config, { rank: 4 });
  const { id: versionId } = await createVersion(deps, { actor, botId, base, adapter });

  const target = join(scratch, 'gguf');
  await exportVersion(deps, { botId, versionId, form: { layout: 'gguf', type: 'Q8_0' }, target });
  const gguf = openGguf(join(target, 'tiny.Q8_0.gguf'));
  expect(gguf.config.architecture).toBe('qwen3');
  gguf.close();

  const folder = await exportVersionAdapter(deps, { botId, versionId, target: join(scratch, 'peft') });
  expect(readdirSync(folder).toSorted()).toEqual(['adapter_config.json', 'adapter_model.safetensors']);
  const { version, baseName } = await importAdapter(deps, { actor, botId, folder, base });
  expect(version.id).toBe(versionId);
  expect(baseName).toBe('tiny');

  const theirs = join(scratch, 'theirs');
  cpSync(join(TINY_FIXTURES, '../peft-folder'), theirs, { recursive: true });
  const imported = await importAdapter(deps, { actor, botId, folder: theirs, base });
  expect(imported.version).toMatchObject({ state: 'candidate', rank: 2, alpha: 6, recipe: null });

  const elsewhere = exportVersion(deps, {
    botId: 'other',
    versionId,
    form: { layout: 'gguf', type: 'F16' },
    target,
  });
  await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' });
});

test('the commands say how they are called, and refuse what cannot be', async () => {
  const env = { FOYER_DATA: scratch };
  const help = await foyer(['export', 'model', '--help'], { env });
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('--format gguf');
  expect((await foyer(['export', 'model', '--version', 'x', '--out', 'y'], { env })).code).toBe(2);
  const wrong = [
    'export',
    'model',
    '--version',
    'x',
    '--out',
    join(scratch, 'y'),
    '--format',
    'gguf',
    '--type',
    'bf16',
  ];
  const refused = await foyer(wrong, { env });
  expect(refused).toMatchObject({ code: 1, stderr: 'gguf can be stored as q8, fp16.\n' });
  expect(existsSync(join(scratch, 'y'))).toBe(false);
});
