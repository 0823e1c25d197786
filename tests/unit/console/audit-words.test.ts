import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  actorLabel,
  fieldLabel,
  valueText,
  verbLabel,
} from '../../../widget/console/features/audit/words.ts';

const server = resolve(import.meta.dirname, '../../../server');
/** Routes have verbs of their own, which the record never sees. */
const sources = globSync('**/*.ts', { cwd: server }).filter((file) => !/^(http|contract)\//.test(file));

function written(pattern: RegExp): string[] {
  const found = sources.flatMap((file) => [...readFileSync(join(server, file), 'utf8').matchAll(pattern)]);
  return [...new Set(found.map((match) => match[1] ?? ''))];
}

test('whatever the server records is told in words', () => {
  const verbs = written(/\bverb: '(\w+)'/g);
  expect(verbs.length).toBeGreaterThan(40);
  expect(verbs.filter((verb) => verbLabel(verb) === verb)).toEqual([]);
});

test('whatever acts by itself has a name', () => {
  const actors = written(/'(system:[a-z-]+)'/g);
  expect(actors.length).toBeGreaterThan(5);
  expect(actors.filter((actor) => actorLabel(actor, null) === actor)).toEqual([]);
});

test('what was set is read as the forms say it', () => {
  expect(fieldLabel('persona')).toBe('Tone');
  expect(valueText(false)).toBe('no');
  expect(valueText(null)).toBe('–');
  expect(valueText(['Do you mend kettles?', 'How much is a lid?'])).toBe(
    'Do you mend kettles?\nHow much is a lid?',
  );
  expect(valueText({ name: 'Ada', hours: '' })).toBe('Name: Ada');
});
