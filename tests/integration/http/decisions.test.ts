import { expect, test } from 'vitest';
import { runJobs } from '../../../server/jobs/index.ts';
import { createTestQuestion, DECISION_JOB, decisionJob } from '../../../server/tuning/index.ts';
import { describeApps, TEST_BOT_ID } from '../../support/app.ts';

const path = `/api/admin/bots/${TEST_BOT_ID}/decision`;

describeApps('when a bot answers, over HTTP', (open) => {
  test('asked for once, measured by a job, read with every question; the last result stays while a new one is made', async () => {
    await using app = await open();
    const { context } = app;
    const [staff, reader] = [await app.keyOf('staff'), await app.keyOf('reader')];
    const decidesBy = { by: 'shipped', own: null, brought: null };
    const read = async () => (await app.request(path, { key: reader })).json();
    expect(await read()).toEqual({ state: 'never', reason: null, measuredAt: null, result: null, decidesBy });
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
});
