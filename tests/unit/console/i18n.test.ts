import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { de } from '../../../widget/console/i18n/de/index.ts';
import { activate, t } from '../../../widget/console/i18n/t.ts';

const root = resolve(import.meta.dirname, '../../../widget/console');
const CALL = /(?<![\w.])(?:t|msg)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\S))/g;
/** What may stand in place of a literal: an entry of a table whose texts are marked with `msg`. */
const FROM_TABLE = /(?<![\w.])t\(\s*[A-Za-z_]\w*(?:[.[(][\w.\]]*)?\s*[),]/;

/** Every text of the console, as the sources mark it. */
function messages(): string[] {
  const found = new Set<string>();
  for (const file of globSync('**/*.{ts,tsx}', { cwd: root })) {
    if (file.startsWith('i18n')) continue;
    const source = readFileSync(join(root, file), 'utf8');
    for (const match of source.matchAll(CALL)) {
      const literal = match[1] ?? match[2];
      if (literal !== undefined) found.add(literal.replace(/\\(.)/g, '$1'));
      else expect(source.slice(match.index, match.index + 80), file).toMatch(FROM_TABLE);
    }
  }
  return [...found];
}

/** The names of what is filled in: `{count, plural, …}` and `{name}`. */
function placeholders(message: string): string[] {
  const names = [...message.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort();
}

afterEach(() => activate('en', { texts: {} }));

test('every text of the console has its German', () => {
  expect(messages().length).toBeGreaterThan(100);
  expect(messages().filter((message) => de[message] === undefined)).toEqual([]);
});

test('no text has two Germans: a word that means two things is two texts', async () => {
  const files = globSync('i18n/de/*.ts', { cwd: root }).filter((file) => !file.endsWith('index.ts'));
  const features: Record<string, Record<string, string>>[] = await Promise.all(
    files.map((file) => import(join(root, file))),
  );
  const entries = features.flatMap((feature) => Object.values(feature).flatMap(Object.entries));
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(([english, german]) => de[english] !== german)).toEqual([]);
});

test('no German is left over from a text that is gone', () => {
  const known = new Set(messages());
  expect(Object.keys(de).filter((message) => !known.has(message))).toEqual([]);
});

test('both languages fill in the same, and both can be read', () => {
  const values = { count: 2 };
  for (const [english, german] of Object.entries(de)) {
    expect(placeholders(german), english).toEqual(placeholders(english));
    expect(t(english, values)).not.toBe('');
    expect(t(german, values)).not.toBe('');
  }
});

test('numbers follow the language', () => {
  const message = '{count, plural, one {# document} other {# documents}}';
  expect(t(message, { count: 1 })).toBe('1 document');
  expect(t(message, { count: 1200 })).toBe('1,200 documents');
  activate('de', { texts: de });
  expect(t(message, { count: 1 })).toBe('1 Dokument');
  expect(t(message, { count: 1200 })).toBe('1.200 Dokumente');
});
