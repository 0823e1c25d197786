import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliRun, foyer, pretendModels } from '../../support/cli.ts';
import { fakeEmbedder, fakeGenerator } from '../../support/fake-models.ts';

let folder: string;
let env: Record<string, string>;
const overrides = { embedder: fakeEmbedder(), generator: fakeGenerator('Yes. [1]') };
const TAXONOMY = 'knowledge/alderbrook-library/taxonomy';
const TESTS = 'knowledge/alderbrook-library/tests';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-lessons-'));
  env = {
    FOYER_DATA: join(folder, 'data'),
    FOYER_CACHE: join(folder, 'cache'),
    FOYER_HUB: 'http://127.0.0.1:9',
  };
  await pretendModels(join(folder, 'cache'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<CliRun> => foyer(args, { env, overrides });
const file = (name: string) => join(folder, name);

test('from files to files: lessons and tests come in, are checked and approved, and go out', async () => {
  expect(await run('lessons', 'import', TAXONOMY, '--bot', 'library')).toMatchObject({
    code: 0,
    stdout: '32 new, 0 already there, 0 refused\n',
    stderr: expect.stringMatching(/approve --all/),
  });
  expect(await run('tests', 'import', TESTS)).toMatchObject({
    code: 0,
    stdout: '47 new, 0 changed, 0 already there, 0 refused\n',
  });
  expect((await run('lessons', 'approve', '--all')).stdout).toBe('32 approved\n');
  expect(await run('lessons', 'check', '--state', 'approved')).toMatchObject({
    code: 0,
    stdout: '32 lessons, nothing to mend\n',
  });
  const list = await run('lessons', 'list', '--state', 'approved', '--limit', '2');
  expect(list.stdout.split('\n')).toHaveLength(4);
  for (const [format, out] of [
    ['jsonl', 'out.jsonl'],
    ['csv', 'out.csv'],
    ['qna', 'out'],
    ['qna', 'out.zip'],
  ] as const) {
    expect(await run('lessons', 'export', '--format', format, '--out', file(out))).toMatchObject({ code: 0 });
    const back = await run('lessons', 'import', file(out), '--keep-going');
    expect(`${out}: ${back.stdout}`).toBe(`${out}: 0 new, 32 already there, 0 refused\n`);
  }
  const { stdout } = await run('tests', 'export', '--split', 'heldout');
  expect(
    stdout
      .trim()
      .split('\n')
      .every((line) => JSON.parse(line).split === 'heldout'),
  ).toBe(true);
});

test('a file with mistakes is refused whole, each with its place; --keep-going keeps the rest', async () => {
  await writeFile(file('bad.csv'), 'question,answer\nAre dogs allowed?,"Only, guide dogs."\nAre cats?,\n');
  const refused = await run('lessons', 'import', file('bad.csv'), '--bot', 'library');
  expect(refused).toMatchObject({ code: 1, stdout: '0 new, 0 already there, 1 refused\n' });
  expect(refused.stderr).toMatch(/^bad\.csv:3:2: answer is empty$/m);
  expect(await run('lessons', 'import', file('bad.csv'), '--bot', 'library', '--keep-going')).toMatchObject({
    code: 0,
    stdout: '1 new, 0 already there, 1 refused\n',
  });
});

test('files whose names say nothing are read where the format is given, and never passed over in silence', async () => {
  await writeFile(file('one.txt'), 'question,answer\nIs there a café?,"Yes, on the first floor."\n');
  await writeFile(file('two.txt'), 'question,answer\nIs there a lift?,"Yes, by the stairs."\n');
  await writeFile(file('three.csv'), 'question,answer\nIs there a lift?,"Yes, by the stairs."\n');
  const both = [file('one.txt'), file('two.txt'), '--bot', 'library'];
  expect(await run('lessons', 'import', ...both)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/--format/),
  });
  expect(await run('lessons', 'import', ...both, '--format', 'csv')).toMatchObject({
    code: 0,
    stdout: '2 new, 0 already there, 0 refused\n',
  });
  expect(await run('lessons', 'import', ...both, file('three.csv'))).toMatchObject({
    code: 0,
    stdout: '0 new, 1 already there, 0 refused\n',
    stderr: expect.stringMatching(/Passed over .*one\.txt.*\n.*two\.txt/),
  });
});

test('a bot without a data set is told how to make one', async () => {
  expect(await run('data', 'show', '--bot', 'library')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/no data set yet.*foyer data assemble/),
  });
});

test('a test question is refused as a lesson, in a sentence', async () => {
  const [first = ''] = (await readFile(`${TESTS}/questions.jsonl`, 'utf8')).split('\n');
  const { question } = JSON.parse(first);
  const messages = [
    { role: 'user', content: question },
    { role: 'assistant', content: 'Yes.' },
  ];
  await writeFile(file('leak.jsonl'), JSON.stringify({ messages }));
  const { code, stderr } = await run('lessons', 'import', file('leak.jsonl'), '--bot', 'library');
  expect(code).toBe(1);
  expect(stderr).toMatch(/leak\.jsonl:1:1: question is one of the test questions/);
});

test('the sample organisation comes with its lessons and tests, once', async () => {
  const own = { ...env, FOYER_DATA: join(folder, 'sample') };
  const first = await foyer(['ask', 'Can I return boots?'], { env: own, overrides });
  expect(first.stderr).toMatch(/Sample organisation: 210 lessons, 212 test questions/);
  const { stdout } = await foyer(['lessons', 'list', '--state', 'approved', '--limit', '1', '--json'], {
    env: own,
    overrides,
  });
  expect(JSON.parse(stdout)).toMatchObject({
    total: 210,
    lessons: [{ licence: 'Apache-2.0', author: 'foyer-authors' }],
  });
});
