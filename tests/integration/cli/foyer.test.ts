import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeFileAtomic } from '../../../server/base/index.ts';
import type { AskReply } from '../../../server/contract/index.ts';
import { type CliRun, foyer, pretendModels } from '../../support/cli.ts';
import { fakeEmbedder, fakeGenerator } from '../../support/fake-models.ts';
import { html, startTrapSite } from '../../support/trap-site.ts';

let folder: string;
let env: Record<string, string>;
const overrides = {
  embedder: fakeEmbedder(),
  generator: fakeGenerator('Returns are free within 30 days. [1]'),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-cli-'));
  env = {
    FOYER_DATA: join(folder, 'data'),
    FOYER_CACHE: join(folder, 'cache'),
    FOYER_HUB: 'http://127.0.0.1:9',
  };
  await pretendModels(join(folder, 'cache'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<CliRun> => foyer(args, { env, overrides });

describe('called wrongly, or not at all', () => {
  test.each([
    [['ask']],
    [['ask', 'a', '--colour']],
    [['sing']],
    [['keys', 'create', 'x', '--role', 'king']],
    [['eval', 'retrieval']],
  ])('%j: exit 2, and how to call it', async (args) => {
    const { code, stderr, stdout } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/error: .+/);
    expect(stderr).toContain('--help');
    expect(stdout).toBe('');
  });

  test.each([
    ['start'],
    ['demo'],
    ['ask'],
    ['ingest'],
    ['crawl'],
    ['teach estimate'],
    ['teach start'],
    ['teach status'],
    ['teach pause'],
    ['teach resume'],
    ['teach cancel'],
    ['teach list'],
    ['model pull'],
    ['model cross-encoder'],
    ['model verify'],
    ['model remove'],
    ['eval retrieval'],
    ['eval answers'],
    ['eval refusal'],
    ['eval routing'],
    ['eval decision'],
    ['eval labels'],
    ['keys create'],
    ['keys revoke'],
    ['lessons import'],
    ['lessons export'],
    ['lessons list'],
    ['lessons approve'],
    ['lessons check'],
    ['tests import'],
    ['tests export'],
  ])('%s --help shows an example', async (command) => {
    const { code, stdout } = await run(...command.split(' '), '--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples?:\n\s+\$ foyer/);
  });

  test('wrong settings are one message with all of them', async () => {
    const { code, stderr } = await foyer(['keys', 'list'], {
      env: { ...env, PORT: 'x', FOYER_THREADS: '0' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/2 wrong setting.*PORT.*FOYER_THREADS/s);
  });
});

describe('ask', () => {
  test('on a fresh machine: loads the sample organisation, then answers', async () => {
    const { code, stdout, stderr } = await run('ask', 'Can I send back boots I wore outside?');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\S[^\n]+\n/);
    expect(stderr).toMatch(/Sample organisation: \d\d ready/);
    expect(stderr).not.toContain(' at ');
  });

  test('--json prints the answer with its passport, and nothing else', async () => {
    const { code, stdout } = await run('ask', 'How long does delivery take?', '--json');
    expect(code).toBe(0);
    const reply = JSON.parse(stdout) as AskReply;
    expect(reply.passport.question).toBe('How long does delivery take?');
    expect(reply.passport.found.length).toBeGreaterThan(0);
    expect(reply.turnId).toMatch(/^turn_/);
  });

  test('an unknown bot: one sentence, exit 1, no stack', async () => {
    const { code, stdout, stderr } = await run('ask', 'Hello', '--bot', 'nobody');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a failure nobody foresaw hides its stack unless asked for', async () => {
    const generator = fakeGenerator(() => {
      throw new Error('no such neuron');
    });
    const embedder = { ...overrides.embedder, embed: () => Promise.reject(new Error('no such neuron')) };
    const ask = (level: string) =>
      foyer(['ask', 'How long does delivery take?'], {
        env: { ...env, FOYER_LOG_LEVEL: level },
        overrides: { embedder, generator },
      });
    expect((await ask('info')).stderr).not.toContain('neuron');
    const debug = await ask('debug');
    expect(debug.code).toBe(1);
    expect(debug.stderr).toContain('no such neuron');
  });
});

describe('ingest', () => {
  test('a folder: new, then unchanged; a file that cannot be read is named, exit 1', async () => {
    const documents = join(folder, 'documents');
    await writeFileAtomic(join(documents, 'inner/skis.md'), '# Skis\n\nWe wax skis on Tuesdays.\n');
    await writeFileAtomic(join(documents, 'tents.txt'), 'Tents are rented by the week.\n');
    expect(await run('ingest', documents)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^2 ready, 0 unchanged, 0 failed/),
    });
    expect((await run('ingest', documents)).stdout).toMatch(/^0 ready, 2 unchanged/);
    const asked = await run('ask', 'Are tents rented by the week?');
    expect(asked.stdout).toMatch(/^\S[^\n]+\n\nSources\n {2}\[1\] \S/);
    await writeFile(join(documents, 'broken.docx'), 'PK\u0003\u0004 not really');
    const broken = await run('ingest', documents);
    expect(broken.code).toBe(1);
    expect(broken.stderr).toMatch(/broken\.docx: \S/);
    expect(broken.stderr).toContain('1 of 3 files');
  });

  test('a corpus, one row a line, into a bot made for it; the same rows again cost nothing', async () => {
    const corpus = join(folder, 'corpus.jsonl');
    const rows = [
      {
        id: 'faq-1',
        title: 'Grand Hotel: Is breakfast included?',
        text: 'Breakfast is included in every rate.',
      },
      { id: 'faq-2', text: 'Dogs may stay for 10 euros a night.', entity: 'Grand Hotel' },
    ];
    await writeFileAtomic(corpus, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const ingested = await run('ingest', corpus, '--bot', 'hotel');
    expect(ingested).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^2 ready, 0 unchanged, 0 failed/),
    });
    expect(ingested.stderr).toContain('Made the bot "hotel"');
    expect((await run('ingest', corpus, '--bot', 'hotel')).stdout).toMatch(/^0 ready, 2 unchanged/);
    const { stdout } = await run('ask', 'Is breakfast included?', '--bot', 'hotel');
    expect(stdout).toContain('[1] Grand Hotel: Is breakfast included?');
    await writeFile(corpus, '{"id": "faq-3"}\n');
    const broken = await run('ingest', corpus, '--bot', 'hotel');
    expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining('line 1, field "text"') });
  });

  test('nothing there: exit 1', async () => {
    const { code, stderr } = await run('ingest', join(folder, 'missing'));
    expect(code).toBe(1);
    expect(stderr).toContain('There is no file or folder');
  });
});

test('keys: made once with the secret alone on stdout, listed without it, revoked', async () => {
  const made = await run('keys', 'create', 'Shop backend', '--role', 'reader');
  expect(made.stdout).toMatch(/^foyer_[\w-]{43}\n$/);
  const id = /key_\w+/.exec(made.stderr)?.[0] ?? '';
  const listed = await run('keys', 'list');
  expect(listed.stdout).toMatch(new RegExp(`${id}  reader +every bot +in force +Shop backend`));
  expect(listed.stdout).not.toContain(made.stdout.trim());
  expect((await run('keys', 'revoke', id)).code).toBe(0);
  expect((await run('keys', 'list')).stdout).toMatch(new RegExp(`${id} .*revoked`));
  expect((await run('keys', 'revoke', 'key_none')).code).toBe(1);
});

test('model list names the licence; remove and verify refuse what is unknown', async () => {
  const { stdout } = await run('model', 'list');
  expect(stdout).toMatch(/smollm2-135m-instruct +q8 +Apache-2\.0 +\d/);
  expect((await run('model', 'remove', 'gpt-9')).code).toBe(1);
  expect((await run('model', 'verify', 'qwen3-0.6b')).code).toBe(1);
});

test('eval retrieval measures a set of one’s own and keeps every item', async () => {
  const rows = (items: object[]) => items.map((item) => JSON.stringify(item)).join('\n');
  const corpus = join(folder, 'corpus.jsonl');
  const questions = join(folder, 'questions.jsonl');
  const out = join(folder, 'report.json');
  await writeFile(
    corpus,
    rows([
      { id: 'a', text: 'Skis are waxed on Tuesdays.' },
      { id: 'b', text: 'Tents by the week.' },
    ]),
  );
  await writeFile(questions, rows([{ id: '1', question: 'When are skis waxed?', gold_ids: ['a'] }]));
  const { code, stdout } = await run('eval', 'retrieval', '-c', corpus, '-q', questions, '-o', out);
  expect(code).toBe(0);
  expect(stdout).toMatch(/recall@5/);
  expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ kind: 'retrieval', items: [{ id: '1' }] });
  await run('ingest', corpus, '--bot', 'skis');
  const decision = await run('eval', 'decision', '--bot', 'skis', '--fit', '-o', out);
  expect(decision).toMatchObject({ code: 0, stderr: expect.stringContaining('too few') });
  expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ riskCoverage: expect.any(Array) });
  const missing = await run('eval', 'retrieval', '-q', questions);
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('--corpus') });
});

test('a file that cannot be read or written is named, with the reason in plain words', async () => {
  const nowhere = join(folder, 'nowhere', 'file.jsonl');
  expect(await run('eval', 'retrieval', '-c', nowhere, '-q', nowhere)).toMatchObject({
    code: 1,
    stderr: `${nowhere} could not be read: there is no such file or folder.\n`,
  });
  const questions = join(folder, 'to-export.jsonl');
  await writeFile(questions, '{"id": "1", "question": "When are skis waxed?"}\n');
  await run('tests', 'import', questions, '--bot', 'unwritten');
  for (const [out, why] of [
    [nowhere, 'there is no such file or folder'],
    [folder, 'it is a folder, not a file'],
  ]) {
    expect(await run('tests', 'export', '--bot', 'unwritten', '--out', `${out}`)).toMatchObject({
      code: 1,
      stderr: `${out} could not be read or written: ${why}.\n`,
    });
  }
});

test('eval says what keeps a set from being measured before it reads anything in', async () => {
  const write = async (name: string, ...rows: unknown[]) => {
    await writeFile(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\r\n`).join('\r\n'));
    return join(folder, name);
  };
  const corpus = await write('odd.jsonl', { id: 1, text: 'Skis are hired by the day.' }, { id: 2, text: '' });
  const bare = await write('bare.jsonl', { id: 1, question: 'How are skis hired?' });
  const lost = await write('lost.jsonl', { id: 1, question: 'How are skis hired?', gold_ids: ['x'] });
  const odd = await write(
    'odd-questions.jsonl',
    { id: 1, question: 'How are skis hired?', gold_ids: [1, 'x'], answerable: true, reference: null },
    { id: 2, question: '"OR" AND * NEAR(', gold_ids: [1], answerable: true },
    { id: 3, question: 'skis '.repeat(2_000), gold_ids: [1], answerable: true },
  );
  for (const [kind, questions, message] of [
    ['retrieval', bare, /none has any/],
    ['refusal', bare, /none has it/],
    ['retrieval', lost, /"x", for instance; the corpus has "1"/],
  ] as const) {
    expect(await run('eval', kind, '-c', corpus, '-q', questions)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(message),
    });
  }
  expect(await run('eval', 'retrieval', '-c', corpus, '--organisation', '.', '-q', odd)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/either --corpus or --organisation/),
  });
  const out = join(folder, 'reports', 'odd.json');
  const found = await run('eval', 'retrieval', '-c', corpus, '-q', odd, '-o', out);
  expect(found).toMatchObject({ code: 0, stdout: expect.stringMatching(/goldNotInCorpus 1/) });
  expect(JSON.parse(await readFile(out, 'utf8')).items).toHaveLength(3);
  for (const kind of ['refusal', 'answers'] as const) {
    const measured = await run('eval', kind, '-c', corpus, '-q', odd);
    expect(`${kind} ${measured.code} ${measured.stderr}`).toMatch(new RegExp(`^${kind} 0 `));
    expect(measured.stdout).not.toMatch(/NaN/);
  }
});

test('eval labels says what people said of a report’s sentences, and which have no label', async () => {
  const rows = (items: object[]) => items.map((item) => JSON.stringify(item)).join('\n');
  const report = join(folder, 'answers.json');
  const labels = join(folder, 'labels.jsonl');
  const shown = ['Skis are waxed on Tuesdays.', 'Tents by the week.'].map((sentence) => ({
    sentence,
    document: 'a.md',
  }));
  await writeFile(report, JSON.stringify({ items: [{ id: '1', shown }] }));
  const label = { id: '1', question: 'When?', heading: 'Skis', supported: true, cited: true, answers: 'yes' };
  await writeFile(labels, rows([{ ...label, ...shown[0] }]));
  const { code, stdout } = await run('eval', 'labels', '-r', report, '-l', labels, '--missing');
  expect(code).toBe(0);
  expect(stdout).toContain('2 sentences shown, 1 without a label');
  expect(stdout).toMatch(/supported by the documents +1\.000/);
  expect(stdout).toContain('1 (a.md): Tents by the week.');
  await writeFile(labels, rows([{ ...label, ...shown[0], answers: 'perhaps' }]));
  const wrong = await run('eval', 'labels', '-r', report, '-l', labels);
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('line 1, field "answers"') });
});

describe('start', () => {
  test('serves until it is told to stop, then ends with 0', async () => {
    const stopping = new AbortController();
    let health = 0;
    const listening = Promise.withResolvers<string>();
    const started = foyer(['start', '--port', '0'], {
      env,
      overrides,
      signal: stopping.signal,
      onStdout: (text) => listening.resolve(/http:\S+/.exec(text)?.[0] ?? ''),
    });
    const url = await listening.promise;
    health = (await fetch(`${url}/healthz`)).status;
    stopping.abort();
    expect(await started).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\/console\/#key=foyer_[\w-]{43}\n/),
    });
    expect(health).toBe(200);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  test('a port in use: one sentence, exit 1', async () => {
    await using taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { code, stderr } = await foyer(['start', '--port', port], { env, overrides });
    expect(code).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${port}: the port is in use`);
  });
});

describe('crawl', () => {
  test('a site is read, listed, and read again only where it changed', async () => {
    await using site = await startTrapSite({
      '/': html('Huts', 'Our huts open in May.', ['/stoves']),
      '/stoves': html('Stoves', 'Every hut has a stove.'),
    });
    const readingAt = (address: string, ...args: string[]) =>
      foyer(['crawl', address, '--bot', 'huts', ...args], {
        env: { ...env, FOYER_CRAWL_HOSTS: site.host },
        overrides: { ...overrides, crawlLimits: { delayMs: 0 } },
      });
    const reading = (...args: string[]) => readingAt(site.url, ...args);
    expect(await reading('--schedule', 'weekly')).toMatchObject({
      code: 0,
      stdout: '2 added, 0 changed, 0 unchanged, 0 gone, 0 left out, 0 failed\n',
    });
    site.pages.set('/stoves', html('Stoves', 'Every hut has two stoves.'));
    expect((await reading()).stdout).toMatch(/^0 added, 1 changed, 1 unchanged/);
    const copied = await readingAt(`${site.url}/?utm_source=mail#stoves`);
    expect(copied).toMatchObject({ code: 0, stdout: expect.stringMatching(/2 unchanged/) });
    expect((await run('crawl', '--bot', 'huts')).stdout).toMatch(/127\.0\.0\.1.*done.*weekly/);
    expect(await run('crawl', 'http://10.0.0.1/', '--bot', 'huts')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('inside the network'),
    });
  });
});
