import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createTestApp } from '../../support/app.ts';

const path = resolve(import.meta.dirname, '../../../docs/openapi.json');

test('docs/openapi.json says what the server says', async () => {
  await using testApp = await createTestApp();
  const served = `${JSON.stringify(await (await testApp.request('/openapi.json')).json(), null, 2)}\n`;
  if (process.env['UPDATE_DOCS']) writeFileSync(path, served);
  const isCurrent = readFileSync(path, 'utf8') === served;
  expect(isCurrent, 'run UPDATE_DOCS=1 npx vitest run --project unit tests/unit/http').toBe(true);
});
