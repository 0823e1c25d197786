import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ModelFolder } from '../../../server/models/index.ts';
import { importAdapterFiles, type VersionDeps } from '../../../server/tuning/index.ts';

test('files that a killed process left in the data folder go with the next that are carried', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-carried-'));
  try {
    for (const name of ['files-old', 'files-now'])
      mkdirSync(join(dataDir, 'carried', name), { recursive: true });
    const longAgo = new Date(Date.now() - 3 * 86_400_000);
    utimesSync(join(dataDir, 'carried', 'files-old'), longAgo, longAgo);
    const bytes = new TextEncoder().encode('{}');
    const files = ['adapter_config.json', 'adapter_model.safetensors'].map((name) => ({ name, bytes }));
    const base = { path: join(dataDir, 'no model') } as ModelFolder;
    const deps = { dataDir } as VersionDeps;
    const work = importAdapterFiles(deps, { actor: 'key:staff', botId: 'bot', files, base });
    await expect(work).rejects.toMatchObject({ code: 'model_file_invalid' });
    expect(readdirSync(join(dataDir, 'carried'))).toEqual(['files-now']);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
