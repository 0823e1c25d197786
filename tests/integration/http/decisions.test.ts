import { expect, test } from 'vitest';
import type { DecisionMeasure } from '../../../server/contract/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import type { Embedder, ModelFolder } from '../../../server/models/index.ts';
import {
  type CrossEncoder,
  createTestQuestion,
  DECISION_JOB,
  decisionJob,
} from '../../../server/tuning/index.ts';
import { describeApps, TEST_BOT_ID } from '../../support/app.ts';
import { type FakeReader, fakeEmbedder, fakeReader } from '../../support/fake-models.ts';

const path = `/api/admin/bots/${TEST_BOT_ID}/decision`;

describeApps('when a bot answers, over HTTP', (open) => {
  test('asked for once, measured by a job, read with every question; the last result stays while a new one is made', async () => {
    await using app = await open();
    const { context } = app;
    const [staff, reader] = [await app.keyOf('staff'), await app.keyOf('reader')];
    const decidesBy = { by: 'shipped', own: null, brought: null };
    const read = async () => (await app.request(path, { key: reader })).json();
    const nothing = { reason: null, measuredAt: null, result: null, isBeforeReading: false };
    expect(await read()).toEqual({ state: 'never', ...nothing, decidesBy });
    const none = await app.request(path, { key: staff, method: 'POST' });
    expect([none.status, JSON.stringify(await none.json())]).toEqual([400, expect.stringContaining('Tests')]);

    const given = { actor: 'key:staff', botId: TEST_BOT_ID };
    const questions = [
      { question: 'Can I return unworn boots?', answerable: true },
      { question: 'Who won the boat race?', answerable: false },
    ];
    for (const question of questions) await createTestQuestion(context, { ...given, ...question });
    expect((await app.request(path, { key: reader, method: 'POST' })).status).toBe(403);
    expect((await app.request(path, { key: staff, method: 'POST' })).status).toBe(202);
    const again = await app.request(path, { key: staff, method: 'POST' });
    expect(await again.json()).toMatchObject({ state: 'waiting', result: null });
    const jobs = () =>
      context.store.db.selectFrom('jobs').select('state').where('kind', '=', DECISION_JOB).execute();
    expect(await jobs()).toHaveLength(1);

    const handlers = { [DECISION_JOB]: decisionJob(context.comparing) };
    await using _jobs = runJobs(context, handlers, { pollMs: 20 });
    await expect.poll(read, { timeout: 20_000 }).toMatchObject({ state: 'done' });
    const { result } = (await read()) as { result: { items: { question: string; answerable: boolean }[] } };
    expect(result).toMatchObject({ questions: 2, answerable: 1, threshold: expect.any(Number) });
    expect(result.items.map(({ question, answerable }) => ({ question, answerable }))).toEqual(
      expect.arrayContaining(questions),
    );
    const anew = await app.request(path, { key: staff, method: 'POST' });
    expect(await anew.json()).toMatchObject({ state: 'waiting', result: { questions: 2 } });
  });

  test('a measure made without the model that reads now, or with another one, is told to be from before', async () => {
    let here: ModelFolder | undefined;
    const crossEncoder = {
      find: async () => here,
      findBiEncoder: async () => undefined,
    } as Partial<CrossEncoder> as CrossEncoder;
    let reads: FakeReader | undefined;
    const embedder: Embedder = { ...fakeEmbedder(), read: async (...asked) => await reads?.read?.(...asked) };
    await using app = await open({ overrides: { embedder, crossEncoder } });
    const key = await app.keyOf('staff');
    const asked = { actor: 'key:staff', botId: TEST_BOT_ID, question: 'Can I return unworn boots?' };
    await createTestQuestion(app.context, { ...asked, answerable: true });
    const handlers = { [DECISION_JOB]: decisionJob(app.context.comparing) };
    await using _jobs = runJobs(app.context, handlers, { pollMs: 20 });
    const read = async () => (await (await app.request(path, { key })).json()) as DecisionMeasure;
    const measure = async () => {
      await app.request(path, { key, method: 'POST' });
      await expect.poll(read, { timeout: 20_000 }).toMatchObject({ state: 'done' });
      return await read();
    };
    const comes = (sha256: string) => {
      here = { manifest: { sha256 } } as ModelFolder;
      reads = fakeReader(2, sha256);
    };

    expect(await measure()).toMatchObject({ isBeforeReading: false });
    comes('1'.repeat(64));
    expect(await read()).toMatchObject({ isBeforeReading: true });
    expect(await measure()).toMatchObject({ isBeforeReading: false });
    comes('2'.repeat(64));
    expect(await read()).toMatchObject({ isBeforeReading: true });
  });
});
