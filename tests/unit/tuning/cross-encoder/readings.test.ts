import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readOrganisation } from '../../../../server/knowledge/index.ts';
import { READINGS_FOLDER, readReadings } from '../../../../server/tuning/index.ts';

const STRANGERS = resolve(READINGS_FOLDER, '../strangers');
const readings = await readReadings();

test('the readings that come with Foyer are of many organisations, about half of them answered, and none stands twice', () => {
  const share = readings.filter(({ answers }) => answers).length / readings.length;
  expect(new Set(readings.map(({ organisation }) => organisation)).size).toBe(32);
  expect(new Set(readings.map(({ text, question }) => `${text}\n${question}`)).size).toBe(readings.length);
  expect(Math.abs(share - 0.5)).toBeLessThan(0.15);
});

test('no organisation that is measured on is learned from', async () => {
  const learned = new Set(readings.map(({ organisation }) => organisation));
  const folders = readdirSync(STRANGERS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = await Promise.all(
    folders.map(async ({ name }) => (await readOrganisation(join(STRANGERS, name))).name),
  );
  expect(names).toHaveLength(14);
  expect(names.filter((name) => learned.has(name))).toEqual([]);
});
