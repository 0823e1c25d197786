import { expect, test, vi } from 'vitest';
import { updateBotSettings } from '../../../server/bots/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import {
  approveLesson,
  createLesson,
  createTestQuestion,
  type DataPart,
  eraseDerived,
  findDerived,
  getDataCard,
  getModelCard,
  getRun,
  listDataRows,
  pauseRun,
  type Run,
  readTrainingRows,
  resumeRun,
  startRun,
  TEACH_JOB,
  type TeachDeps,
  type Trainer,
  teachJob,
} from '../../../server/tuning/index.ts';
import { createTestApp, describeApps, TEST_BOT_ID } from '../../support/app.ts';
import { type JudgedShop, openJudgedShop, PRODUCTS, priceOf } from '../../support/judged-replies.ts';

const actor = 'system:test';
const botId = TEST_BOT_ID;
const SETTINGS = { epochs: 1, learningRate: 0.05, maxMinutes: 600, test: false, exercises: false } as const;
/** Some two hundred questions are asked, and a trainer of the lowest priority starts several times. */
vi.setConfig({ testTimeout: 600_000 });

const saidOf = (at: number) => `The ${PRODUCTS[at]?.name} costs ${PRODUCTS[at]?.euros} euros.`;

async function gather({ teaching }: JudgedShop): Promise<string> {
  const wishes = { exercises: false, replay: 0, thumbs: 'auto' } as const;
  return (await teaching.stages.assemble({ botId, actor, seed: 1, ...wishes })).dataSetId;
}

const rowsOf = async ({ app }: JudgedShop, dataSetId: string, part: DataPart) =>
  (await listDataRows(app.context, { botId, dataSetId, part, limit: 200 })).rows;

/** The same teaching, whose trainer stands still in its first step on thumbs until it is told to stop. */
function haltingOnce(teaching: TeachDeps): { teaching: TeachDeps; halted: Promise<void> } {
  const { promise: halted, resolve } = Promise.withResolvers<void>();
  let isHalted = false;
  async function openTrainer(purpose: 'measure' | 'train'): Promise<Trainer> {
    const trainer = await teaching.stages.openTrainer(purpose);
    const halt = (signal?: AbortSignal) => {
      const pid = trainer.pid();
      if (pid === undefined) return;
      isHalted = true;
      process.kill(pid, 'SIGSTOP');
      signal?.addEventListener('abort', () => process.kill(pid, 'SIGCONT'), { once: true });
      resolve();
    };
    return {
      pid: () => trainer.pid(),
      estimate: (...asked) => trainer.estimate(...asked),
      async *train(input, signal) {
        for await (const event of trainer.train(input, signal)) {
          if (event.type === 'step' && event.margin !== null && !isHalted) halt(signal);
          yield event;
        }
      },
      [Symbol.asyncDispose]: () => trainer[Symbol.asyncDispose](),
    };
  }
  return { teaching: { ...teaching, stages: { ...teaching.stages, openTrainer } }, halted };
}

/** Each question with why it was left out, or `kept`. */
async function fates(shop: JudgedShop, dataSetId: string) {
  const rows = [
    ...(await rowsOf(shop, dataSetId, 'thumb-up')),
    ...(await rowsOf(shop, dataSetId, 'thumb-down')),
  ];
  return rows.map(({ question, part, state, reason }) => [part, question, reason ?? state]);
}

describeApps('thumbs', (open) => {
  test('become rows with the very prompt that was served, and a reason where they do not', async () => {
    await using shop = await openJudgedShop(open, (prompt) =>
      prompt.includes(`Customer: ${priceOf(7)}`) ? 'Bananas are purple and swim in soup.' : undefined,
    );
    const { app } = shop;
    const content = { answerable: true, split: 'dev', mustPass: false, mustInclude: [] } as const;
    await createTestQuestion(app.context, { actor, botId, name: 'a', question: priceOf(4), ...content });
    const first = await shop.judge(priceOf(0), 'up');
    expect(first.kind).toBe('model');
    await shop.judge(priceOf(1), 'up', first.session);
    const last = await shop.judge(priceOf(2), 'up', first.session);
    const flagged = await shop.judge(priceOf(3), 'up');
    const place = `/api/admin/bots/${botId}/conversations/${flagged.conversationId}/messages/${flagged.messageId}/flag`;
    const key = await app.keyOf('staff');
    expect((await app.request(place, { method: 'PUT', body: {}, key })).status).toBe(200);
    await shop.judge(priceOf(4), 'down');
    await shop.judge(priceOf(5), 'up');
    await shop.judge(priceOf(5), 'down');
    await shop.judge(priceOf(6), 'down');
    await shop.judge(priceOf(6), 'down');
    expect((await shop.judge(priceOf(7), 'down')).kind).toBe('quote');
    const blocked = await shop.judge(priceOf(8), 'down');
    const { visitor_hash } = await app.context.store.db
      .selectFrom('conversations')
      .select('visitor_hash')
      .where('id', '=', blocked.conversationId)
      .executeTakeFirstOrThrow();
    await app.context.store.db
      .insertInto('blocked_visitors')
      .values({ bot_id: botId, visitor_hash, actor, reason: 'spam', created_at: 1 })
      .execute();
    const named = await shop.judge(`${priceOf(9)} juniper@tent.cost`, 'down');
    expect(named.kind).toBe('model');
    await shop.judge(`${priceOf(9)} juniper@tent.cost`, 'down');

    const dataSetId = await gather(shop);
    const found = await fates(shop, dataSetId);
    expect(found).toEqual(
      expect.arrayContaining([
        ['thumb-up', priceOf(1), 'kept'],
        ['thumb-up', priceOf(2), 'kept'],
        ['thumb-up', priceOf(0), 'its visitor judged others, and 2 of one visitor count'],
        ['thumb-down', priceOf(3), 'kept'],
        ['thumb-down', priceOf(4), expect.stringMatching(/^too like the test question/)],
        ['thumb-up', priceOf(5), 'the same answer to the same prompt was liked and disliked'],
        ['thumb-down', priceOf(5), 'the same answer to the same prompt was liked and disliked'],
        ['thumb-down', priceOf(6), 'kept'],
        ['thumb-down', priceOf(6), `asks the same as "${priceOf(6)}"`],
        ['thumb-down', expect.stringMatching(/Juniper tent cost\? .*\[/), 'kept'],
      ]),
    );
    expect(found).toHaveLength(11);
    const [liked] = (await rowsOf(shop, dataSetId, 'thumb-up')).filter(({ state }) => state === 'kept');
    expect(liked).toMatchObject({ who: 'visitor', target: saidOf(2), documents: ['tents.md'] });
    expect(liked?.messages?.at(-2)?.content).toContain(`Customer: ${priceOf(2)}`);
    const marked = (await rowsOf(shop, dataSetId, 'thumb-down')).find(
      ({ question }) => question === priceOf(3),
    );
    expect(marked?.who).toMatch(/^key:/);
    const learned = await readTrainingRows(app.context, dataSetId);
    expect(JSON.stringify(learned)).not.toContain('Birch tent cost?"');
    expect(JSON.stringify(await listDataRows(app.context, { botId, dataSetId, limit: 500 }))).not.toContain(
      'juniper@',
    );

    const target = { kind: 'person', name: last.conversationId } as const;
    const tents = await findDerived(app.context, { botId, target: { kind: 'document', name: 'tents.md' } });
    expect(tents.dataSets[0]?.positions).toContain(liked?.position);
    const erasing = { ...app.context, dataDir: app.dataDir };
    const derived = await eraseDerived(erasing, { actor, botId, target });
    expect(derived.dataSets).toMatchObject([{ id: dataSetId }]);
    const after = await rowsOf(shop, dataSetId, 'thumb-up');
    const erased = after.find(({ position }) => position === liked?.position);
    expect(erased).toMatchObject({ state: 'dropped', question: '', target: '', reason: 'Erased.' });
    const again = await fates(shop, await gather(shop));
    expect(again.map(([, question]) => question)).not.toContain(priceOf(2));

    await updateBotSettings(app.context, { actor, botId, changes: { persona: 'Rhyme.' } });
    const changed = await fates(shop, await gather(shop));
    expect(changed.filter(([, , fate]) => fate === 'kept')).toEqual([]);
    expect(changed).toContainEqual([
      'thumb-down',
      priceOf(3),
      'its prompt cannot be built again as it was served: settings, pages or Foyer changed',
    ]);
  });
});

test('fewer than a hundred of each teach nothing, and it is said how many are missing; who may approve lessons asks for them', async () => {
  await using shop = await openJudgedShop(createTestApp);
  await shop.judge(priceOf(0), 'up');
  await shop.judge(priceOf(1), 'down');
  await shop.judge(priceOf(2), 'down');
  const few = /100 up and 100 down on, and this bot has 1 up and 2 down .* 99 up and 98 down are missing/;
  const settings = { ...SETTINGS, thumbs: 'require' } as const;
  await expect(startRun(shop.teaching, { actor, botId, settings })).rejects.toThrow(few);
  const recipe = { batchRows: 8 } as Parameters<typeof shop.teaching.stages.planThumbs>[0]['recipe'];
  const asked = { dataSetId: await gather(shop), recipe, tokensPerSecond: 100 };
  const { plan, notes } = await shop.teaching.stages.planThumbs({ ...asked, wish: 'auto' });
  expect(plan).toBeUndefined();
  expect(notes).toEqual([expect.stringMatching(few)]);
  expect(await shop.teaching.stages.planThumbs({ ...asked, wish: 'skip' })).toEqual({ notes: [] });

  const key = await shop.app.keyOf('staff');
  const path = `/api/admin/bots/${botId}/runs`;
  const refused = await shop.app.request(path, { body: { thumbs: 'auto' }, key });
  expect(refused.status).toBe(403);
});

test('a hundred of each are learned after the lessons: paused and resumed to the very same adapter, told in run, notes and cards', async () => {
  const isLiked = (at: number) => at % 2 === 0;
  const disliked = new Set(PRODUCTS.flatMap((_, at) => (isLiked(at) ? [] : [`Customer: ${priceOf(at)}`])));
  await using shop = await openJudgedShop(createTestApp, (prompt) => {
    const asked = /^Customer: .*$/m.exec(prompt)?.[0] ?? '';
    const euros = PRODUCTS.find((_, at) => `Customer: ${priceOf(at)}` === asked)?.euros;
    return disliked.has(asked) ? `It costs ${euros} euros.` : undefined;
  });
  const { app, adapters } = shop;
  const { teaching, halted } = haltingOnce(shop.teaching);
  for (let at = 0; at < 202; at++) {
    const { kind } = await shop.judge(priceOf(at), isLiked(at) ? 'up' : 'down');
    expect(kind).toBe('model');
  }
  for (const { name, kind, euros } of PRODUCTS.slice(-18)) {
    const lesson = { question: `How much is the ${name}?`, answer: `The ${name} costs ${euros} euros.` };
    const made = await createLesson(app.context, { actor, botId, ...lesson, documentName: `${kind}s.md` });
    await approveLesson(app.context, { actor, botId, lessonId: made.id });
  }

  const start = () => startRun(teaching, { actor, botId, settings: { ...SETTINGS, thumbs: 'auto' } });
  const until = (runId: string, isSo: (run: Run) => boolean) =>
    vi.waitUntil(
      async () => {
        const run = await getRun(app.context, { runId });
        if (run.error) throw new Error(run.error.message);
        return isSo(run) ? run : undefined;
      },
      { timeout: 280_000, interval: 20 },
    );
  await using _worker = runJobs(app.context, { [TEACH_JOB]: teachJob(teaching) }, { pollMs: 20 });
  const broken = await start();
  await halted;
  await pauseRun(app.context, { actor, runId: broken.id });
  const paused = await until(broken.id, ({ state }) => state === 'paused');
  expect(paused.thumbs).toMatchObject({ heldOut: 40, outcome: null });
  await resumeRun(app.context, { actor, runId: broken.id });
  const run = await getRun(app.context, {
    runId: (await until(broken.id, ({ state }) => state === 'done')).id,
  });
  const plain = await start();
  await until(plain.id, ({ state }) => state === 'done');
  expect(adapters).toHaveLength(2);
  expect(adapters[1]).toEqual(adapters[0]);

  expect(run.thumbs).toMatchObject({ up: 81, down: 81, heldOut: 40, outcome: { isKept: true } });
  expect(run.thumbs?.outcome?.margin).toBeGreaterThan(0);
  expect(run.notes).toContainEqual(expect.stringMatching(/^Last it learns from 81 thumbs up and 81 down/));
  expect(run.notes).toContainEqual(
    expect.stringMatching(/learned from 81 thumbs up and 81 down in \d+ steps/),
  );
  const parts = new Set(run.points.map(({ part }) => part));
  expect([...parts]).toEqual(['lessons', 'thumbs']);
  const versionId = { botId, versionId: run.versionId ?? '' };
  expect(await getModelCard(app.context, versionId)).toContain('Kahneman-Tversky');
  expect(await getDataCard(app.context, versionId)).toMatch(/judged replies \| 202/);

  const { conversation_id } = await app.context.store.db
    .selectFrom('data_rows')
    .select('conversation_id')
    .where('part', '=', 'thumb-up')
    .executeTakeFirstOrThrow();
  const target = { kind: 'person', name: conversation_id ?? '' } as const;
  const found = await findDerived(app.context, { botId, target });
  expect(found.versions.map(({ id }) => id)).toEqual([run.versionId]);
});
