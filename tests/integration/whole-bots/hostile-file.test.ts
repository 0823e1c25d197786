import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { createApprovedAnswer, getBot, listBots } from '../../../server/bots/index.ts';
import { createOwnWord } from '../../../server/knowledge/index.ts';
import { createLesson, createTestQuestion } from '../../../server/tuning/index.ts';
import { importBot } from '../../../server/whole-bots/index.ts';
import { TEST_BOT_ID as botId, createTestApp, type TestApp } from '../../support/app.ts';
import {
  changedFile,
  type Entries,
  keepFile,
  type ManifestChange,
  packed,
  takeBotFile,
} from '../../support/bot-file.ts';
import { unzip } from '../../support/unzip.ts';

const actor = 'system:test';
const HUGE = Buffer.alloc(33 * 2 ** 20);
const TABLES = [
  'bots',
  'documents',
  'passages',
  'lessons',
  'test_questions',
  'approved_answers',
  'own_words',
] as const;

let app: TestApp;
let whole: Buffer;
let entries: Entries;

beforeAll(async () => {
  app = await createTestApp();
  const { context } = app;
  await createApprovedAnswer(context, { actor, botId, question: 'Who are you?', answer: 'A test.' });
  await createOwnWord(context, { actor, botId, customersSay: 'wellies', pagesSay: ['boots'] });
  await createLesson(context, { actor, botId, question: 'Do you ship to Mars?', answer: 'Not yet.' });
  await createTestQuestion(context, { actor, botId, question: 'Is the moon open?', answerable: false });
  whole = await takeBotFile(context, { botId });
  entries = await unzip(whole);
});
afterAll(() => app[Symbol.asyncDispose]());

async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of TABLES) {
    const query = app.context.store.db.selectFrom(table).select((e) => e.fn.countAll().as('count'));
    found[table] = Number((await query.executeTakeFirstOrThrow()).count);
  }
  return found;
}

/** Why a file is refused; nothing of it may be there afterwards. */
async function refusalOf(bytes: Uint8Array): Promise<AppError> {
  const before = await counts();
  const path = await keepFile(app.dataDir, bytes);
  const thrown = await importBot(app.context, { actor, path }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(await counts()).toEqual(before);
  if (thrown instanceof AppError) return thrown;
  throw new Error(`It was taken: ${thrown}`);
}

const text = (path: string) => entries.get(path)?.toString() ?? '';
const setText = (path: string, value: string) => (all: Entries) => void all.set(path, Buffer.from(value));
const all = () => [...entries];

describe('a file whose outside is wrong', () => {
  const pairs = (more: [string, Buffer][]) => packed([...all(), ...more]);
  test.each<[string, () => Uint8Array, RegExp]>([
    ['is no archive', () => Buffer.from('Hello, I am a bot.'), /cannot be opened as a ZIP/],
    ['is empty', () => Buffer.alloc(0), /cannot be opened as a ZIP/],
    [
      'has a damaged list of contents',
      () => {
        const damaged = Buffer.from(whole);
        damaged.write('??', damaged.lastIndexOf('PK\x01\x02', undefined, 'latin1'));
        return damaged;
      },
      /list of contents is damaged; export the bot again, and choose the new file\.$/,
    ],
    ['is another archive', () => packed([['a.txt', Buffer.from('a')]]), /no manifest\.json/],
    ['climbs out', () => pairs([['../../etc/cron.d/x', Buffer.from('x')]]), /place outside.*\.\.\/\.\.\/etc/],
    ['starts at the root', () => pairs([['/etc/passwd', Buffer.from('x')]]), /place outside.*\/etc\/passwd/],
    ['names a drive', () => pairs([['C:\\x', Buffer.from('x')]]), /place outside/],
    ['has an entry twice', () => pairs([['bot.json', Buffer.from('{}')]]), /bot\.json is in it twice/],
    ['has a folder', () => pairs([['extra/', Buffer.alloc(0)]]), /extra\/ is a folder/],
    [
      'has a stowaway',
      () => pairs([['run.sh', Buffer.from('x')]]),
      /run\.sh is in it, and manifest\.json does not/,
    ],
    ['lies about lengths', () => packed(all(), { claimedBytes: 10 }), /damaged|bytes/],
  ])('%s', async (_, make, message) => {
    expect((await refusalOf(make())).message).toMatch(message);
  });

  test.each<[string, ManifestChange, RegExp]>([
    [
      'of a newer Foyer',
      (m) => void Object.assign(m, { formatVersion: 2 }),
      /newer Foyer \(format 2; this one reads up to 1\)/,
    ],
    [
      'of another program',
      (m) => void Object.assign(m, { format: 'zip' }),
      /manifest\.json: format must be "foyer-bot"/,
    ],
    ['that misses an entry', (m) => void (m['entries'] as unknown[]).pop(), /does not name it/],
    [
      'with a wrong hash',
      (m) => void Object.assign((m['entries'] as object[])[0] ?? {}, { sha256: 'a'.repeat(64) }),
      /bot\.json was changed or damaged/,
    ],
  ])('has a manifest %s', async (_, change, message) => {
    expect((await refusalOf(await changedFile(whole, () => undefined, change))).message).toMatch(message);
  });

  test('is cut off anywhere', async () => {
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      expect((await refusalOf(cut)).message).toContain('only the beginning of one');
    }
  });
});

describe('a file whose contents are wrong is refused in a sentence that names entry and line', () => {
  const line = (path: string) => text(path).split('\n')[0] ?? '';
  const changedLine = (path: string, change: object) =>
    setText(path, `${line(path)}\n${JSON.stringify({ ...JSON.parse(line(path)), ...change })}\n`);
  test.each<[string, (entries: Entries) => void, RegExp]>([
    [
      'no JSON',
      (e) => setText('lessons.jsonl', '{"kind"\n')(e),
      /lessons\.jsonl, line 1: this is not JSON\./,
    ],
    [
      'an unknown field',
      (e) => setText('bot.json', text('bot.json').replace('"name"', '"admin": true, "name"'))(e),
      /bot\.json: .*admin/,
    ],
    [
      'a wrong setting',
      (e) =>
        setText('bot.json', text('bot.json').replace(/"answerThreshold": [\d.]+/, '"answerThreshold": 7'))(e),
      /bot\.json: settings\.answerThreshold/,
    ],
    [
      'an empty question',
      (e) => changedLine('lessons.jsonl', { question: ' ' })(e),
      /lessons\.jsonl, line 2: .*question is empty/,
    ],
    [
      'a lesson twice',
      (e) => changedLine('lessons.jsonl', {})(e),
      /line 2: this lesson stands in lessons\.jsonl, line 1/,
    ],
    [
      'a test that is taught',
      (e) => changedLine('tests.jsonl', { name: 'x', question: 'Do you ship to Mars?' })(e),
      /tests\.jsonl, line 2: what is taught cannot be tested, and lessons\.jsonl, line 1 teaches it/,
    ],
    [
      'an approved question twice',
      (e) => changedLine('approved-answers.jsonl', {})(e),
      /approved-answers\.jsonl, line 2: this question stands/,
    ],
    [
      'a word of customers twice',
      (e) => changedLine('customers-words.jsonl', { customersSay: 'the Welly', pagesSay: ['shoes'] })(e),
      /customers-words\.jsonl, line 2: this word of customers stands/,
    ],
    [
      'a word that would change nothing',
      (e) => changedLine('customers-words.jsonl', { customersSay: 'boot' })(e),
      /customers-words\.jsonl, line 2: The pages say "boots" as customers do/,
    ],
    [
      'a site inside the machine',
      (e) =>
        setText(
          'sites.jsonl',
          '{"startUrl":"file:///etc/passwd","include":[],"exclude":[],"schedule":"never","audience":{"kind":"everyone"},"maxPages":5}\n',
        )(e),
      /sites\.jsonl, line 1: Give the address of a page/,
    ],
    [
      'a document of two names',
      (e) => changedLine('documents.jsonl', { name: 'other.md' })(e),
      /documents\.jsonl, line 2: this part of the archive stands/,
    ],
    [
      'a document that is another file',
      (e) =>
        setText('documents.jsonl', text('documents.jsonl').replace(/documents\/0001-[^"]+/, 'bot.json'))(e),
      /must lie in documents\//,
    ],
    [
      'text that is none',
      (e) => void e.set('tests.jsonl', Buffer.from([0xff, 0xfe, 0x41])),
      /tests\.jsonl is not UTF-8/,
    ],
    [
      'vectors of another length',
      (e) => void e.set('vectors/0001.f32', Buffer.alloc(8)),
      /vectors\/0001\.f32 does not hold a vector/,
    ],
    [
      'vectors of no direction',
      (e) => void e.set('vectors/0001.f32', Buffer.alloc(e.get('vectors/0001.f32')?.length ?? 0)),
      /vector 1 in vectors\/0001\.f32 is not of length 1/,
    ],
    ['a list that is missing', (e) => void e.delete('lessons.jsonl'), /there is no lessons\.jsonl in it/],
    [
      'what nothing refers to',
      (e) => void e.set('documents/9-x.md', Buffer.from('x')),
      /documents\/9-x\.md: nothing/,
    ],
  ])('%s', async (_, change, message) => {
    expect((await refusalOf(await changedFile(whole, change))).message).toMatch(message);
  });

  test('every mistake is told, a few in words and the others by their number', async () => {
    const bad = Array.from({ length: 9 }, () => '{}').join('\n');
    const { message } = await refusalOf(await changedFile(whole, setText('lessons.jsonl', bad)));
    expect(message).toContain('lessons.jsonl, line 5:');
    expect(message).toContain('There are 4 more.');
  });

  test('a bomb is refused by its size, not by memory', async () => {
    const bomb = packed(
      [...all(), ...Array.from({ length: 3 }, (_, i) => [`documents/${i}`, HUGE] as const)],
      {},
    );
    expect((await refusalOf(bomb)).message).toMatch(/does not name it/);
    const declared = await changedFile(whole, (e) => {
      const [file = ''] = [...e.keys()].filter((path) => path.startsWith('documents/'));
      e.set(file, HUGE);
    });
    expect(await refusalOf(declared)).toMatchObject({ code: 'too_large' });
  });
});

test('an import that is broken off leaves nothing, and the next one is whole', async () => {
  const before = await counts();
  const path = await keepFile(app.dataDir, whole);
  const stopping = new AbortController();
  const seen: boolean[] = [];
  const onProgress = async ({ step, done }: { step: string; done: number }) => {
    if (step !== 'writing' || done === 0) return;
    seen.push((await listBots(app.context)).some(({ id }) => id === 'bot_again'));
    stopping.abort(new AppError('cancelled', 'Stopped.'));
  };
  const input = { actor, path, botId: 'bot_again', onProgress };
  await expect(importBot(app.context, input, stopping.signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(seen).toEqual([false]);
  expect(await counts()).toEqual(before);
  const { db } = app.context.store;
  const half = { id: 'bot_again', name: 'Half', language: 'en', settings: '{}', settings_version: 1 };
  await db
    .insertInto('bots')
    .values({ ...half, created_at: 1, updated_at: 1, arriving_since: 1 })
    .execute();
  expect((await listBots(app.context)).map(({ name }) => name)).not.toContain('Half');
  await expect(getBot(app.context, 'bot_again')).rejects.toMatchObject({ code: 'not_found' });
  const bot = await importBot(app.context, { ...input, onProgress: () => undefined });
  expect(bot).toMatchObject({ id: 'bot_again', name: 'shop (2)' });
  expect(await importBot(app.context, { ...input, onProgress: () => undefined })).toEqual(bot);
  const after = await counts();
  expect(after['documents']).toBe((before['documents'] ?? 0) + 2);
});

test('whatever byte is changed, the file is refused in words or the bot is the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(whole.length - 1), xor: fc.integer({ min: 1, max: 255 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      async (changes) => {
        const bytes = Buffer.from(whole);
        for (const { at, xor } of changes) bytes[at] = (bytes[at] ?? 0) ^ xor;
        const path = await keepFile(app.dataDir, bytes);
        const thrown = await importBot(app.context, { actor, path }).then(
          (bot) => void expect(bot.settings).toEqual(app.bot.settings),
          (error: unknown) => error,
        );
        if (thrown !== undefined) {
          expect(thrown).toBeInstanceOf(AppError);
          expect((thrown as AppError).code).toMatch(/^(bad_request|too_large)$/);
        }
      },
    ),
    { numRuns: 60 },
  );
});
