import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { AppError } from '../../../server/base/index.ts';
import { createApprovedAnswer, deleteApprovedAnswer, updateBotSettings } from '../../../server/bots/index.ts';
import { askBotToEnd } from '../../../server/chat/index.ts';
import { askReplySchema } from '../../../server/contract/index.ts';
import { createOwnWord, deleteOwnWord, ingestDocuments } from '../../../server/knowledge/index.ts';
import type { Generator, RunningGenerator } from '../../../server/models/index.ts';
import { testsOf } from '../../../server/tuning/gate/questions.ts';
import { insertComparison } from '../../../server/tuning/gate/start-comparison.ts';
import {
  createTestQuestion,
  findCurrentRelease,
  findVerdict,
  type GateVerdict,
  getVersion,
  listReleases,
  type PublishDeps,
  publish,
  retireVersion,
  rollback,
  updateTestQuestion,
} from '../../../server/tuning/index.ts';
import { readGround } from '../../../server/tuning/versions/ground.ts';
import { TEST_BOT_ID as botId, describeApps, type TestApp, type TestAppOptions } from '../../support/app.ts';
import { fakeGenerator } from '../../support/fake-models.ts';
import { heldGenerator } from '../../support/held-generator.ts';
import { BETTER, insertVersionRow } from '../../support/version-rows.ts';

const actor = 'system:test';
const question = 'Can I return boots worn outside?';
const SENTENCE = 'Boots worn outside cannot be returned. [1]';
const IDS = ['one', 'two', 'three'] as const;
const worse: GateVerdict = {
  ...BETTER,
  comparisonId: 'comparison_2',
  verdict: 'not-better',
  reasons: ['It is worse.'],
};

const MEMBERS = JSON.stringify({ kind: 'groups', groups: ['members'] });
const PRICES = {
  name: 'prices.md',
  mediaType: 'text/markdown',
  bytes: Buffer.from('# Prices\n\nBoots cost 90 euros.'),
};
const APPROVED = { question: 'Are you open on Sundays?', answer: 'No, we rest on Sundays.' };
const TEST = {
  question: 'Until when can boots go back?',
  answerable: true,
  split: 'heldout',
  mustPass: false,
  mustInclude: ['30 days'],
} as const;
const RENAMED = { question: 'Until when may boots go back?' };

async function addPrices({ context }: TestApp): Promise<void> {
  for await (const event of ingestDocuments(context, { botId, files: [PRICES] })) {
    if (event.type === 'document-failed') throw new Error(event.message);
  }
}

/** The gate found a version better than all others, on the bot as it is now. */
async function insertVerdict(
  { context: { store, clock } }: TestApp,
  candidate: string,
  { split = 'heldout', verdict = 'better' }: { split?: 'dev' | 'heldout'; verdict?: string } = {},
): Promise<void> {
  const questions = await testsOf({ store }, { botId, split });
  const at = clock.now();
  const row = await store.transact((tx) =>
    insertComparison(tx, { actor, botId, candidate, split, questions, at, state: 'running' }),
  );
  await store.db
    .updateTable('comparisons')
    .set({
      state: 'done',
      ended_at: at,
      ground: JSON.stringify(await readGround(store.db, { botId, at })),
      verdict: JSON.stringify({ verdict, reasons: [`It is ${verdict}.`], checks: [] }),
    })
    .where('id', '=', row.id)
    .execute();
}

/** Versions that answer as they are told, and note when their processes start and end. */
function versionProcesses(generators: Partial<Record<string, Generator>> = {}) {
  const log: string[] = [];
  const broken = new Set<string>();
  const openVersion = async (id: string): Promise<RunningGenerator> => {
    if (broken.has(id)) throw new AppError('model_file_invalid', 'A file is damaged.');
    log.push(`open ${id}`);
    const generator = generators[id] ?? fakeGenerator(SENTENCE);
    return {
      ...generator,
      contextTokens: 2048,
      generate: (request, signal) =>
        request.maxNewTokens === 1
          ? fakeGenerator('ok').generate(request, signal)
          : generator.generate(request, signal),
      identity: () => ({ id, sha256: 'c'.repeat(64), precision: 'q8' }),
      pid: () => 1,
      async [Symbol.asyncDispose]() {
        log.push(`close ${id}`);
      },
    };
  };
  return { log, broken, openVersion };
}

describeApps('releases', (open) => {
  async function openApp(processes = versionProcesses(), options: TestAppOptions = {}) {
    const app = await open({
      script: SENTENCE,
      ...options,
      overrides: { openVersion: processes.openVersion, ...options.overrides },
    });
    for (const id of IDS) await insertVersionRow(app.context.store, { botId, id });
    const deps: PublishDeps = { ...app.context.versions, findVerdict: async () => BETTER };
    return Object.assign(app, { deps });
  }
  type Opened = Awaited<ReturnType<typeof openApp>>;
  const put = ({ deps }: Opened, versionId: string) => publish(deps, { actor, botId, versionId });
  const modelOf = async ({ context }: Opened) =>
    (await askBotToEnd(context, { botId, question })).passport.model?.id;

  test('the turn after a publication is answered by the version, and the passport names it', async () => {
    await using app = await openApp();
    expect(await modelOf(app)).toBe('fake-generator');
    const release = await put(app, 'one');
    expect(release).toMatchObject({
      number: 1,
      versionId: 'one',
      comparisonId: 'comparison_1',
      gate: BETTER,
    });
    expect(release.settings.organisation).toBe('Test Shop');
    expect(release.knowledge.documents.map(({ name }) => name)).toEqual(['delivery.md', 'returns.md']);
    expect(release.knowledge.indexVersion).toBeGreaterThan(0);
    expect(await modelOf(app)).toBe('one');
    expect((await getVersion(app.deps, { botId, versionId: 'one' })).state).toBe('published-before');
    const [entry] = await listAudit(app.context.store, { limit: 1 });
    expect(entry).toMatchObject({
      verb: 'publishVersion',
      details: { versionId: 'one', isOverride: false, verdict: 'better' },
    });
  });

  test('an answer under way is ended by the version that began it, whose process ends after it', async () => {
    const old = heldGenerator(`${SENTENCE} You can`, ' return unworn boots within 30 days.');
    const processes = versionProcesses({ one: old });
    await using app = await openApp(processes);
    await put(app, 'one');
    const running = askBotToEnd(app.context, { botId, question });
    await old.waiting();
    await put(app, 'two');
    expect(await modelOf(app)).toBe('two');
    expect(processes.log).toEqual(['open one', 'open two']);
    old.release();
    const reply = await running;
    expect(reply.passport.model?.id).toBe('one');
    expect(reply.text).toContain('Boots worn outside cannot be returned.');
    expect(reply.passport.generated?.reason).not.toBe('cancelled');
    expect(await modelOf(app)).toBe('two');
    expect(processes.log).toEqual(['open one', 'open two', 'close one']);
  });

  test('a release made by another process counts from the next turn on', async () => {
    await using app = await openApp();
    await put(app, 'one');
    expect(await modelOf(app)).toBe('one');
    const elsewhere = { ...app.deps, prepare: async () => undefined };
    await publish(elsewhere, { actor, botId, versionId: 'two' });
    expect(await modelOf(app)).toBe('two');
  });

  test('a version that cannot be opened leaves the answer to the base model, and readiness says so', async () => {
    const processes = versionProcesses();
    await using app = await openApp(processes);
    processes.broken.add('one');
    await expect(put(app, 'one')).rejects.toMatchObject({ code: 'model_file_invalid' });
    expect(await listReleases(app.deps, { botId })).toEqual([]);
    await publish({ ...app.deps, prepare: async () => undefined }, { actor, botId, versionId: 'one' });
    expect(await modelOf(app)).toBe('fake-generator');
    const { notices } = (await (await app.request('/readyz')).json()) as { notices: string[] };
    expect(notices).toEqual([
      expect.stringMatching(/"one" cannot answer, so the base model does: .*damaged/),
    ]);
  });

  test('without the gate’s approval it takes a reason', async () => {
    await using app = await openApp();
    const input = { actor, botId, versionId: 'one' };
    await expect(publish(app.context.versions, input)).rejects.toMatchObject({
      message: /not been compared/,
    });
    const deps = { ...app.deps, findVerdict: async () => worse };
    await expect(publish(deps, input)).rejects.toMatchObject({ code: 'conflict', message: /It is worse\./ });
    await expect(publish(deps, { ...input, override: { reason: ' ' } })).rejects.toMatchObject({
      code: 'bad_request',
    });
    const release = await publish(deps, { ...input, override: { reason: 'The tone is right at last.' } });
    expect(release).toMatchObject({ overrideReason: 'The tone is right at last.', gate: worse });
  });

  test('practice tests prove nothing: a verdict on them is told as such, lets nothing through, and never stands before a final one', async () => {
    await using app = await openApp();
    await createTestQuestion(app.context, { actor, botId, name: 'known', ...TEST, split: 'dev' });
    const put = () => publish(app.context.versions, { actor, botId, versionId: 'one' });
    const verdict = () => findVerdict(app.context, { botId, versionId: 'one' });
    await insertVerdict(app, 'one', { split: 'dev' });
    expect(await verdict()).toMatchObject({ verdict: 'better', split: 'dev', changedSince: [] });
    await expect(put()).rejects.toMatchObject({ code: 'conflict', message: /practice tests only/ });
    await createTestQuestion(app.context, { actor, botId, name: 'new', ...RENAMED, answerable: true });
    await insertVerdict(app, 'one', { verdict: 'not-better' });
    await insertVerdict(app, 'one', { split: 'dev' });
    expect(await verdict()).toMatchObject({ verdict: 'not-better', split: 'heldout' });
    await expect(put()).rejects.toMatchObject({ code: 'conflict', message: /It is not-better\./ });
  });

  test('a verdict on another state of the bot than it is in now does not let a version through', async () => {
    await using app = await openApp();
    const { store } = app.context;
    const test = await createTestQuestion(app.context, { actor, botId, name: 'one', ...TEST });
    const judge = () => insertVerdict(app, 'one');
    const put = () => publish(app.context.versions, { actor, botId, versionId: 'one' });
    const changes: readonly [RegExp, () => Promise<unknown>][] = [
      [/documents/, () => addPrices(app)],
      [/documents/, () => store.db.updateTable('documents').set({ audience: MEMBERS }).execute()],
      [/approved answers/, () => createApprovedAnswer(app.context, { actor, botId, ...APPROVED })],
      [/settings/, () => updateBotSettings(app.context, { actor, botId, changes: { persona: 'Terse.' } })],
      [/tests/, () => updateTestQuestion(app.context, { actor, botId, testId: test.id, changes: RENAMED })],
      [/version that serves/, () => publish(app.deps, { actor, botId, versionId: 'two' })],
      [/not noted/, () => store.db.updateTable('comparisons').set({ ground: null }).execute()],
    ];
    for (const [what, change] of changes) {
      await judge();
      await change();
      await expect(put()).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(what),
      });
    }
    const override = { reason: 'The change is small.' };
    const forced = await publish(app.context.versions, { actor, botId, versionId: 'one', override });
    expect(forced).toMatchObject({ gate: { verdict: 'better', changedSince: ['unknown'] } });
    await rollback(app.deps, { actor, botId });
    await judge();
    expect(await put()).toMatchObject({ versionId: 'one', overrideReason: null, gate: { changedSince: [] } });
  });

  test('a release says what the approved answers were, and one brought back what it leaves as it is', async () => {
    await using app = await openApp();
    const first = await put(app, 'one');
    expect(first.approvedAnswersHash).toMatch(/^[0-9a-f]{64}$/);
    const answer = await createApprovedAnswer(app.context, { actor, botId, ...APPROVED });
    await addPrices(app);
    const second = await put(app, 'two');
    expect(second.approvedAnswersHash).not.toBe(first.approvedAnswersHash);
    expect(await rollback(app.deps, { actor, botId })).toMatchObject({
      versionId: 'one',
      approvedAnswersHash: second.approvedAnswersHash,
      gate: BETTER,
      notBroughtBack: { documents: { added: 1, changed: 0, removed: 0 }, approvedAnswers: true },
    });
    await deleteApprovedAnswer(app.context, { actor, botId, approvedAnswerId: answer.id });
    await createApprovedAnswer(app.context, { actor: 'key:other', botId, ...APPROVED });
    const same = await rollback(app.deps, { actor, botId, to: second.id });
    expect(same.approvedAnswersHash).toBe(second.approvedAnswersHash);
    expect(same.notBroughtBack).toMatchObject({ approvedAnswers: false, documents: { added: 0 } });
  });

  test('a release brought back says also where customers’ words and who may be told have changed', async () => {
    await using app = await openApp();
    const { db } = app.context.store;
    const word = { customersSay: 'wellies', pagesSay: ['boots'] };
    const first = await put(app, 'one');
    await put(app, 'two');
    expect((await rollback(app.deps, { actor, botId })).notBroughtBack).toMatchObject({
      words: false,
      audiences: false,
    });
    const { id } = await createOwnWord(app.context, { actor, botId, ...word });
    await db.updateTable('documents').set({ audience: MEMBERS }).where('name', '=', 'returns.md').execute();
    const back = await rollback(app.deps, { actor, botId, to: first.id });
    expect(back.notBroughtBack).toMatchObject({ words: true, audiences: true, approvedAnswers: false });
    await deleteOwnWord(app.context, { actor, botId, wordId: id });
    const again = await rollback(app.deps, { actor, botId, to: back.id });
    expect(again.notBroughtBack).toMatchObject({ words: true, audiences: false });
    await db.updateTable('releases').set({ words_hash: null }).where('id', '=', first.id).execute();
    const unknown = await rollback(app.deps, { actor, botId, to: first.id });
    expect(unknown.notBroughtBack).toMatchObject({ words: null, audiences: true });
  });

  test('of two who publish at once, one wins and the other reads who did', async () => {
    await using app = await openApp();
    const bothHaveLooked = Promise.withResolvers<void>();
    let waiting = 0;
    const prepare = async (): Promise<void> => {
      waiting += 1;
      if (waiting === 2) bothHaveLooked.resolve();
      await bothHaveLooked.promise;
    };
    const together = { ...app, deps: { ...app.deps, prepare } };
    const results = await Promise.allSettled([put(together, 'one'), put(together, 'two')]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find((result) => result.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'conflict', message: /system:test.*release 1 now/ });
    const stale = publish(app.deps, { actor, botId, versionId: 'three', expectedRelease: 0 });
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
  });

  test('rolling back brings version and settings back, step by step, down to the base model', async () => {
    await using app = await openApp();
    await put(app, 'one');
    await updateBotSettings(app.context, { actor, botId, changes: { persona: 'Cheerful.' } });
    await put(app, 'two');
    await put(app, 'three');
    const back = () => rollback(app.deps, { actor, botId });
    expect(await back()).toMatchObject({ number: 4, versionId: 'two', settings: { persona: 'Cheerful.' } });
    expect(await back()).toMatchObject({ number: 5, versionId: 'one', settings: { persona: '' } });
    expect(await modelOf(app)).toBe('one');
    expect(await back()).toMatchObject({ number: 6, versionId: null });
    expect(await modelOf(app)).toBe('fake-generator');
    await expect(back()).rejects.toMatchObject({ code: 'conflict' });
    const third = (await listReleases(app.deps, { botId })).find(({ number }) => number === 3);
    const forward = await rollback(app.deps, { actor, botId, to: third?.id ?? '' });
    expect(forward).toMatchObject({ versionId: 'three', restores: third?.id });
    expect(await findCurrentRelease(app.deps, { botId })).toEqual(forward);
  });

  test('a retired version is neither published nor brought back', async () => {
    await using app = await openApp();
    await put(app, 'one');
    await put(app, 'two');
    await retireVersion(app.deps, { actor, botId, versionId: 'one', reason: 'erased' });
    const refusal = { code: 'conflict', message: /retired \(erased\)/ };
    await expect(put(app, 'one')).rejects.toMatchObject(refusal);
    await expect(rollback(app.deps, { actor, botId })).rejects.toMatchObject(refusal);
  });

  test('a version is tried before it is published, and visitors notice nothing', async () => {
    const processes = versionProcesses({
      two: fakeGenerator('Boots worn outside cannot be returned at all.'),
    });
    await using app = await openApp(processes);
    await put(app, 'one');
    const ask = async (version: string, role: 'staff' | 'integrator' = 'staff') =>
      await app.request(`/api/admin/bots/${botId}/ask`, {
        body: { question, version },
        key: await app.keyOf(role),
      });
    const tried = async (version: string) =>
      askReplySchema.parse(await (await ask(version)).json()).passport.model?.id;

    expect([await tried('two'), await tried('untuned'), await modelOf(app)]).toEqual([
      'two',
      'fake-generator',
      'one',
    ]);
    expect((await ask('four')).status).toBe(404);
    expect((await ask('two', 'integrator')).status).toBe(403);
    await retireVersion(app.deps, { actor, botId, versionId: 'three', reason: 'erased' });
    expect(await (await ask('three')).json()).toMatchObject({ error: { code: 'conflict' } });
    expect(processes.log).not.toContain('open three');
  });
});
