import { expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import {
  COMPARISON_JOB,
  comparisonJob,
  createTestQuestion,
  type FindVersion,
} from '../../../server/tuning/index.ts';
import { describeApps, TEST_BOT_ID } from '../../support/app.ts';
import { fakeGenerator } from '../../support/fake-models.ts';

const path = `/api/admin/bots/${TEST_BOT_ID}/comparisons`;
const SAID: Readonly<Record<string, string>> = {
  untuned: 'Everything about boots is on our website.',
  tuned: 'You can return boots unworn within 30 days.',
};

const findVersion: FindVersion = async ({ version }) => {
  const versionId = version === 'release' ? 'untuned' : version;
  const text = SAID[versionId];
  if (text === undefined) throw new AppError('not_found', 'There is no such version.');
  return {
    versionId,
    open: async () => ({ ...fakeGenerator(text), async [Symbol.asyncDispose]() {} }),
  };
};

describeApps('comparisons over HTTP', (open) => {
  test('started, read, told as Markdown, judged blindly and opened', async () => {
    await using app = await open({ overrides: { findVersion } });
    const { context } = app;
    const test = { actor: 'key:staff', botId: TEST_BOT_ID, question: 'Can I return unworn boots?' };
    await createTestQuestion(context, { ...test, name: 'boots', mustInclude: ['30 days'] });
    const key = await app.keyOf('staff');
    const started = await app.request(path, {
      key,
      body: { candidate: 'tuned', format: { maxSentences: 3 } },
    });
    expect(started.status).toBe(201);
    const { id } = (await started.json()) as { id: string };
    const early = await app.request(`${path}/${id}/review?opponent=untuned`, { key });
    expect(early.status).toBe(409);
    const results = async () =>
      (await app.request(`/api/admin/bots/${TEST_BOT_ID}/test-questions/results`, { key })).json();
    const none = { runs: [], tests: [] };
    expect(await results()).toMatchObject({ comparison: null, results: [], trends: none });
    await using _jobs = runJobs(
      context,
      { [COMPARISON_JOB]: comparisonJob(context.comparing) },
      { pollMs: 20 },
    );
    const read = async (route = '') => await app.request(`${path}/${id}${route}`, { key });
    await expect
      .poll(async () => ((await (await read()).json()) as { state: string }).state, { timeout: 20_000 })
      .toBe('done');
    expect(await (await read()).json()).toMatchObject({
      verdict: { verdict: 'not-enough-tests' },
      report: { answerers: [{ roles: ['candidate'], items: [{ id: 'boots', keyFacts: 1 }] }, {}, {}] },
    });
    expect(await results()).toMatchObject({
      comparison: { id, candidate: 'tuned' },
      results: [{ name: 'boots', passed: true, answer: expect.stringContaining('30 days') }],
    });
    const markdown = await read('/report');
    expect(markdown.headers.get('content-type')).toContain('text/markdown');
    expect(await markdown.text()).toContain('# Not enough tests to tell: tuned');
    const { pairs } = (await (await read('/review?opponent=untuned')).json()) as {
      pairs: { itemId: string; left: string }[];
    };
    const choice = pairs[0]?.left === SAID['tuned'] ? 'left' : 'right';
    const body = { opponent: 'untuned', itemId: 'boots', choice };
    const judged = await app.request(`${path}/${id}/judgements`, { key, body });
    expect(judged.status).toBe(204);
    expect(await (await read('/review/result?opponent=untuned')).json()).toMatchObject({
      judged: 1,
      candidate: 1,
    });
    expect((await app.request(`${path}/${id}/cancel`, { key, method: 'POST' })).status).toBe(409);
    const list = (await (await app.request(`${path}?candidate=tuned`, { key })).json()) as {
      comparisons: object[];
    };
    expect(list.comparisons).toMatchObject([{ id, state: 'done' }]);
    expect(list.comparisons[0]).not.toHaveProperty('report');
    const reader = await app.keyOf('reader');
    expect((await app.request(path, { key: reader })).status).toBe(200);
    expect((await app.request(path, { key: reader, body: { candidate: 'tuned' } })).status).toBe(403);
    expect((await app.request(`${path}/${id}/judgements`, { key: reader, body })).status).toBe(403);
    expect((await app.request(`${path}/${id}/cancel`, { key: reader, method: 'POST' })).status).toBe(403);
  });
});
