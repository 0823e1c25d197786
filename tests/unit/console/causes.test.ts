import { mkdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemProblem } from '../../../server/base/index.ts';
import { readTable } from '../../../server/base/read-table.ts';
import { readCsv } from '../../../server/knowledge/extract/read-csv.ts';
import { readJsonl } from '../../../server/tuning/lessons/formats/read-jsonl.ts';
import { readQna } from '../../../server/tuning/lessons/formats/read-qna.ts';
import { deSaid } from '../../../widget/console/i18n/de/server/index.ts';
import { createSaid } from '../../../widget/console/i18n/said.ts';
import { t } from '../../../widget/console/i18n/t.ts';

const said = createSaid(deSaid, t);
const ENGLISH = /\b(is|at|the|expected|unexpected|token|quote|line|all|must|not|with|implicit|this|check)\b/i;
const JARGON =
  /\b(Unexpected|implicit|mapping|collection|scalar|Invalid|ENOENT|ENOTDIR|ECONN|position|token)\b/;

function expectPlain(message: string | undefined): void {
  expect(message).toBeTypeOf('string');
  expect(message).not.toMatch(JARGON);
  expect(said(message ?? '')).not.toBe(message);
  expect(said(message ?? '')).not.toMatch(ENGLISH);
}

describe('what a parser finds is told in plain words, in both languages', () => {
  test.each([
    'a: [1\n',
    'a: "open\n',
    'a: b: c\n',
    'version: 3\n\tb: 1\n',
    'a: 1\na: 2\n',
    'a:\n  b: 1\n c: 2\n',
    'a: *b c\n',
    'a: "\\q"\n',
    '--- \na: 1\n---\nb: 2\n',
    'a: @x\n',
    '{a: 1}}\n',
  ])('YAML %j', (text) => {
    const [complaint] = readQna(text, 'qna.yaml').complaints;
    expect(complaint?.message).toMatch(/^This is not YAML: /);
    expectPlain(complaint?.message);
  });

  test.each(['{"messages": [}', '{', 'hello', '{"a": "b}', '[1,]'])('JSON %j', (line) => {
    const [complaint] = readJsonl(line, 'lessons.jsonl').complaints;
    expect(complaint?.message).toMatch(/^This line is not JSON\. /);
    expectPlain(complaint?.message);
  });

  const names = { question: 'question', answer: 'answer' } as const;
  const columns = { names, required: ['question', 'answer'], example: 'question,answer' } as const;
  test.each(['question,answer\n"a,b\n', 'question,answer\n"a"b,c\n', 'question,answer\na "b" c,d\n'])(
    'CSV of lessons %j',
    (text) => {
      const [complaint] = readTable(text, 'lessons.csv', columns).complaints;
      expect(complaint?.message).toMatch(/^The table is damaged: /);
      expectPlain(complaint?.message);
    },
  );

  test('CSV of a document, with the line', () => {
    expect(() => readCsv('a,b\n"c,d\n')).toThrow(
      'The CSV file is damaged: a double quote is opened and never closed. Look near line',
    );
    expectPlain('The CSV file is damaged: a double quote is opened and never closed. Look near line 3.');
  });
});

describe('why a file or a host could not be had is told in plain words, in both languages', () => {
  const folder = import.meta.dirname;
  const gone = (server: Server) => new Promise((resolve) => server.close(resolve));
  async function refusedConnection(): Promise<unknown> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await gone(server);
    return await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  }

  test.each<[string, () => Promise<unknown>, string]>([
    ['a file that is missing', () => readFile(join(folder, 'none')), 'there is no such file or folder'],
    [
      'a folder below a file',
      () => mkdir(join(import.meta.filename, 'x'), { recursive: true }),
      'a part of its path is a file, not a folder',
    ],
    ['a host that does not listen', refusedConnection, 'nothing answers at this address'],
  ])('%s', async (_, fail, words) => {
    const thrown = await fail().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(systemProblem(thrown)).toBe(words);
    expectPlain(`The webhook at example.org could not be reached: ${systemProblem(thrown)}.`);
  });

  test('what nobody knows is named as the system does, and what has no name is not made up', () => {
    expect(systemProblem(Object.assign(new Error('x'), { code: 'EWEIRD' }))).toBe(
      'the system calls it EWEIRD',
    );
    expect(systemProblem(new Error('secret detail'))).toBe('the reason is not known');
    expect(systemProblem('x')).toBe('the reason is not known');
  });
});
