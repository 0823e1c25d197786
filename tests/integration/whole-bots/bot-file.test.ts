import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { listApprovedAnswers } from '../../../server/bots/index.ts';
import { askBotToEnd } from '../../../server/chat/index.ts';
import type { AppContext } from '../../../server/context.ts';
import {
  createOwnWord,
  ingestDocuments,
  listCrawls,
  listDocuments,
  listOwnWords,
  loadOrganisation,
  search,
  setDocumentAudience,
  setDocumentEnabled,
  setDocumentValidity,
  withholdPassage,
} from '../../../server/knowledge/index.ts';
import { decoderConfigFromFolder, pullModel } from '../../../server/models/index.ts';
import {
  allLessons,
  allTestQuestions,
  createVersion,
  findCurrentRelease,
  loadTeachingMaterial,
  openVersionGenerator,
  publish,
  retireLesson,
} from '../../../server/tuning/index.ts';
import { importBot, type WholeBotDeps } from '../../../server/whole-bots/index.ts';
import { formulaAdapter } from '../../support/adapters.ts';
import { TEST_BOT_ID as botId, describeApps, type TestApp } from '../../support/app.ts';
import { keepFile, takeBotFile } from '../../support/bot-file.ts';
import { fakeEmbedder } from '../../support/fake-models.ts';
import { tinyModelDeps } from '../../support/tiny-folder.ts';

const actor = 'system:test';
const ORGANISATION = resolve(import.meta.dirname, '../../../knowledge/larch-and-loft');
const QUESTIONS = ['How long does delivery take?', 'Can I send back boots I wore outside?', 'Who are you?'];

/** The app's own services with a tiny model in the place of the catalogue's. */
async function withTinyModel({ context, dataDir }: TestApp) {
  const models = tinyModelDeps(dataDir, 'llama-tied-linear');
  const versions = { ...context.versions, dataDir, models, threads: 1, maxContextTokens: 128 };
  const base = await pullModel(models, { id: 'tiny' });
  const deps: WholeBotDeps = { ...context, versions };
  return { deps, base };
}

async function bringIn({ dataDir }: TestApp, deps: WholeBotDeps, bytes: Uint8Array, more = {}) {
  return await importBot(deps, { actor, path: await keepFile(dataDir, bytes), ...more });
}

/** What can be found and read of a bot, without what each bot has of its own. */
async function knowledgeOf(context: AppContext, id: string) {
  const documents = await listDocuments(context, { botId: id });
  const passages = await context.store.db
    .selectFrom('passages as p')
    .innerJoin('documents as d', 'd.id', 'p.document_id')
    .select(['d.name', 'p.position', 'p.title_path', 'p.text', 'p.enabled', 'p.embedding', 'p.embedder'])
    .where('p.bot_id', '=', id)
    .orderBy('d.name')
    .orderBy('p.position')
    .execute();
  return {
    documents: documents.map(({ id: _, botId: __, createdAt, updatedAt, ...rest }) => rest),
    passages: passages.map((row) => ({
      ...row,
      embedding: Buffer.from(row.embedding ?? []).toString('hex'),
    })),
  };
}

async function teachingOf(context: AppContext, id: string) {
  const input = { botId: id };
  const bare = (rows: readonly object[]) =>
    rows.map((row) => ({ ...row, id: '', botId: '', version: 0, createdAt: 0, updatedAt: 0, hits: 0 }));
  return {
    lessons: bare(await allLessons(context, input)),
    tests: bare(await allTestQuestions(context, input)),
    approved: bare(await listApprovedAnswers(context, input)),
    words: (await listOwnWords(context, input)).map((word) => ({ ...word, id: '', botId: '', updatedAt: 0 })),
  };
}

/** What is said and what it rests on, passages by their document and place. */
async function answersOf(context: AppContext, id: string) {
  const rows = await context.store.db
    .selectFrom('passages as p')
    .innerJoin('documents as d', 'd.id', 'p.document_id')
    .select(['p.id', 'd.name', 'p.position'])
    .where('p.bot_id', '=', id)
    .execute();
  const placeOf = new Map(rows.map((row) => [row.id, `${row.name} ${row.position}`]));
  const answers = [];
  for (const question of QUESTIONS) {
    const { text, passport } = await askBotToEnd(context, { botId: id, question });
    const found = passport.found.map(({ passageId, documentId: _, ...scores }) => {
      return { place: placeOf.get(passageId), ...scores };
    });
    answers.push({ question, text, kind: passport.kind, decision: passport.decision, found });
  }
  return answers;
}

/** Fifty documents are read by the real extractor. */
const SAMPLE_MS = 240_000;

describeApps('a bot out of a file', (open) => {
  test('the sample organisation comes back as it was: answers, passages, review, settings', {
    timeout: SAMPLE_MS,
  }, async () => {
    await using from = await open({ script: 'Standard delivery takes three working days. [1]' });
    const { context } = from;
    for await (const event of loadOrganisation(context, { botId, folder: ORGANISATION })) {
      if (event.type === 'document-failed') throw new Error(event.message);
    }
    await loadTeachingMaterial(context, { actor, botId, folder: ORGANISATION, approve: true });
    const [lesson] = await allLessons(context, { botId });
    await retireLesson(context, { actor: 'user:ada', botId, lessonId: lesson?.id ?? '' });
    const key = await from.keyOf('admin');
    await from.request(`/api/admin/bots/${botId}/approved-answers`, {
      key,
      body: { question: 'Who are you?', paraphrases: ['What are you?'], answer: 'A test.', owner: 'Ada' },
    });
    const words = { customersSay: 'the Flexi', pagesSay: ['delivery'], note: 'Old name' };
    await createOwnWord(context, { actor: 'user:ada', botId, ...words });
    const documents = await listDocuments(context, { botId });
    const named = (name: string) => documents.find((one) => one.name === name)?.id ?? '';
    await setDocumentEnabled(context, { botId, documentId: named('returns.md'), enabled: false });
    const until = { validUntil: Date.parse('2030-01-01T00:00:00Z') };
    await setDocumentValidity(context, { botId, actor, documentId: named('delivery.md'), ...until });
    const audience = { kind: 'groups' as const, groups: ['dealers'] };
    await setDocumentAudience(context, { botId, documentId: named('delivery.md'), audience });
    const { hits } = await search(context, { botId, question: 'What does a repair cost?', limit: 1 });
    await withholdPassage(context, { botId, actor, passageId: hits[0]?.passageId ?? '' });
    await context.index.refresh(botId);

    await using to = await open({ script: 'Standard delivery takes three working days. [1]' });
    const bytes = await takeBotFile(context, { botId });
    const bot = await bringIn(to, to.context, bytes);
    expect(bot).toMatchObject({
      name: 'shop (2)',
      language: 'en',
      settings: from.bot.settings,
      archivedAt: null,
    });
    expect(bot.id).not.toBe(botId);
    expect(await knowledgeOf(to.context, bot.id)).toEqual(await knowledgeOf(context, botId));
    expect(await teachingOf(to.context, bot.id)).toEqual(await teachingOf(context, botId));
    expect(await answersOf(to.context, bot.id)).toEqual(await answersOf(context, botId));
    const withheld = await search(to.context, {
      botId: bot.id,
      question: 'What does a repair cost?',
      limit: 5,
    });
    expect(withheld.hits.map(({ text }) => text)).not.toContain(hits[0]?.text);
    const [entry] = await listAudit(to.context.store, { limit: 1 });
    expect(entry).toMatchObject({ actor, verb: 'importBot', subject: `bot:${bot.id}` });
    expect(await takeBotFile(to.context, { botId: bot.id }).then((again) => again.length)).toBeGreaterThan(
      1_000,
    );
  });

  test('a heading as long as a page comes back too', async () => {
    await using app = await open();
    const { context } = app;
    const text = `# Terms\n\n## ${'We deliver within three days. '.repeat(120)}\n\nThat is all.\n`;
    const files = [{ name: 'terms.md', bytes: new TextEncoder().encode(text) }];
    await Array.fromAsync(ingestDocuments(context, { botId, files }));
    const bot = await bringIn(app, context, await takeBotFile(context, { botId }));
    expect(await knowledgeOf(context, bot.id)).toEqual(await knowledgeOf(context, botId));
  });

  test('where another embedder serves, passages are prepared anew by it', async () => {
    await using from = await open();
    const embedder = {
      ...fakeEmbedder(),
      identity: () => ({ id: 'other', sha256: 'd'.repeat(64), precision: 'q8' as const }),
    };
    await using to = await open({ overrides: { embedder } });
    const bot = await bringIn(to, to.context, await takeBotFile(from.context, { botId }));
    const { passages } = await knowledgeOf(to.context, bot.id);
    const before = await knowledgeOf(from.context, botId);
    expect(passages.map(({ text }) => text)).toEqual(before.passages.map(({ text }) => text));
    expect(passages.every((passage) => passage.embedder?.startsWith('other/'))).toBe(true);
  });

  test('what it was taught serves there as it served here, or is left out when asked', async () => {
    await using from = await open();
    const here = await withTinyModel(from);
    const adapter = formulaAdapter(decoderConfigFromFolder(here.base.path, true), { rank: 4 });
    const version = await createVersion(here.deps.versions, {
      actor,
      botId,
      base: here.base,
      adapter,
      heldOutLoss: 1.5,
      step: 7,
      author: 'user:ada',
    });
    const publishing = {
      ...from.context.versions,
      findVerdict: async () => undefined,
      prepare: async () => {},
    };
    const override = { reason: 'A test.' };
    await publish(publishing, { actor, botId, versionId: version.id, override, note: 'Spring' });
    const bytes = await takeBotFile(here.deps, { botId });

    await using to = await open();
    const there = await withTinyModel(to);
    const bot = await bringIn(to, there.deps, bytes);
    const release = await findCurrentRelease(to.context, { botId: bot.id });
    expect(release).toMatchObject({ number: 1, versionId: version.id, overrideReason: 'A test.' });
    expect(release?.note).toContain('Spring');
    const request = { messages: [{ role: 'user' as const, content: 'Hello there' }], maxNewTokens: 12 };
    const said = [];
    for (const { deps } of [here, there]) {
      await using generator = await openVersionGenerator(deps.versions, { versionId: version.id });
      said.push(JSON.stringify(await Array.fromAsync(generator.generate(request)), withoutTimes));
    }
    expect(said[1]).toBe(said[0]);

    const plain = await bringIn(to, there.deps, bytes, { withoutModel: true, name: 'Plain' });
    expect(plain.name).toBe('Plain');
    expect(await findCurrentRelease(to.context, { botId: plain.id })).toBeUndefined();
    const smaller = await takeBotFile(here.deps, { botId, withoutModel: true });
    expect(smaller.length).toBeLessThan(bytes.length);
  });

  test('a site is read there by its schedule, not before', async () => {
    await using app = await open();
    const at = { bot_id: botId, created_at: 1, updated_at: 1, created_by: actor };
    const kept = { start_url: 'https://shop.example/help', include: '["/help/*"]', exclude: '[]' };
    const state = { state: 'done', run: 3, schedule: 'weekly', max_pages: 40 } as const;
    await app.context.store.db
      .insertInto('crawls')
      .values({ id: 'site_1', ...at, ...kept, ...state })
      .execute();
    const bot = await bringIn(app, app.context, await takeBotFile(app.context, { botId }));
    const [site] = await listCrawls(app.context, { botId: bot.id });
    expect(site).toMatchObject({
      startUrl: kept.start_url,
      include: ['/help/*'],
      maxPages: 40,
      state: 'done',
    });
    expect(site?.nextRunAt).toBeGreaterThan(Date.now());
  });
});

function withoutTimes(key: string, value: unknown): unknown {
  return /ms$/i.test(key) ? undefined : value;
}
