import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { EXERCISES_FOLDER } from '../../../../server/tuning/index.ts';

type Pair = { page: string; yes: string; says: string; no: string };

const files = readdirSync(EXERCISES_FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('pairs.jsonl'))
  .map((name) => join(EXERCISES_FOLDER, name));
const plain = (text: string) =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}£€$%]+/gu)
    ?.join(' ') ?? '';

test('of each pair one question is answered by a line of its page, and no question is asked twice', () => {
  const asked: string[] = [];
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').trimEnd().split('\n')) {
      const { page, yes, says, no }: Pair = JSON.parse(line);
      const text = plain(readFileSync(join(dirname(file), 'documents', page), 'utf8'));
      for (const part of says.split('\n')) expect(text, `${file}: ${yes}`).toContain(plain(part));
      asked.push(plain(yes), plain(no));
    }
  }
  expect(files).toHaveLength(16);
  expect(new Set(asked).size).toBe(asked.length);
});
