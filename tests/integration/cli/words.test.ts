import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliRun, foyer, pretendModels } from '../../support/cli.ts';
import { fakeEmbedder, fakeGenerator } from '../../support/fake-models.ts';

let folder: string;
let env: Record<string, string>;
const overrides = { embedder: fakeEmbedder(), generator: fakeGenerator('Yes. [1]') };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-words-'));
  env = {
    FOYER_DATA: join(folder, 'data'),
    FOYER_CACHE: join(folder, 'cache'),
    FOYER_HUB: 'http://127.0.0.1:9',
  };
  await pretendModels(join(folder, 'cache'));
  await writeFile(file('prices.md'), '# Prices\n\nThe annual membership costs 240 pounds a year.\n');
  await run('ingest', file('prices.md'), '--bot', 'pool');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<CliRun> => foyer(args, { env, overrides });
const file = (name: string) => join(folder, name);

test('a word is added, listed, searched for and removed; what no page says is told', async () => {
  const question = 'What does the Flexi cost?';
  const before = JSON.parse((await run('ask', question, '--json')).stdout);
  expect(before.passport.searched).toBe(question);
  expect(
    await run('words', 'add', 'the Flexi', 'annual membership', 'gym', '--note', 'Old name'),
  ).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^word_\w+\n$/),
    stderr: 'None of the pages says "gym", so it is not searched for where customers say "the Flexi".\n',
  });
  expect(await run('words', 'add', 'Flexi', 'pass')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('told already'),
  });
  expect((await run('words', 'list')).stdout).toMatch(
    /^id .*\nword_\w+ +the Flexi +annual membership, gym +Old name\n$/,
  );
  const asked = JSON.parse((await run('ask', question, '--json')).stdout);
  expect(asked.passport.searched).toBe(`${question} (annual membership)`);
  const replay = JSON.parse((await run('replay', before.turnId, '--json')).stdout);
  expect(replay.differences).toContain(
    `Searched otherwise: "${question}" then, "${question} (annual membership)" now.`,
  );
  const again = JSON.parse((await run('replay', asked.turnId, '--json')).stdout);
  expect(again.same).toBe(true);
  expect(again.differences.join(' ')).not.toContain('Searched otherwise');
  expect(await run('words', 'remove', 'The flexi')).toMatchObject({ code: 0, stdout: '1 removed\n' });
  expect(await run('words', 'remove', 'The flexi')).toMatchObject({
    code: 1,
    stderr: 'There is no entry for "The flexi". "foyer words list" shows all.\n',
  });
});

test('tables come in with the place of each mistake, and go out as they came', async () => {
  await writeFile(
    file('words.tsv'),
    'customers say\tpages say\tnote\nflexi\tmembership\t\nflexis\tpass\t\n\tgym\t\n',
  );
  expect(await run('words', 'import', file('words.tsv'))).toMatchObject({
    code: 0,
    stdout: '1 new, 0 already there, 2 refused\n',
    stderr:
      'words.tsv:3:1: What "flexis" stands for is told already. Change that entry.\nwords.tsv:4:1: customers say is empty\n',
  });
  expect(await run('words', 'export', '--out', file('out.csv'))).toMatchObject({
    code: 0,
    stderr: '1 entries written.\n',
  });
  expect(await readFile(file('out.csv'), 'utf8')).toBe(
    '\uFEFFcustomers say,pages say,note\n"flexi","membership",""\n',
  );
  expect((await run('words', 'import', file('out.csv'))).stdout).toBe('0 new, 1 already there, 0 refused\n');
});
