import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOrganisation } from '../../../server/knowledge/index.ts';

test('an organisation whose file is no JSON is told of in plain words', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-organisation-'));
  try {
    const path = join(folder, 'organisation.json');
    writeFileSync(path, '{ "id": "lamps", }');
    await expect(readOrganisation(folder)).rejects.toMatchObject({
      code: 'bad_request',
      message: `${path} is not JSON: check its quotes, commas and brackets.`,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
