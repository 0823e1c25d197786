import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/index.ts';
import type { ComparedItem } from '../../../server/tuning/gate/types.ts';
import { latestResults, testTrends } from '../../../server/tuning/index.ts';
import { answererReport, comparedItem } from '../../support/compared.ts';
import { insertBotRow } from '../../support/rows.ts';
import { describeStores } from '../../support/store.ts';

type Compared = { botId?: string; split?: 'dev' | null; state?: 'done' | 'running' };

async function insertComparison(
  { db }: Store,
  id: string,
  items: readonly ComparedItem[],
  { botId = 'shop', split = 'dev', state = 'done' }: Compared = {},
) {
  const report = { answerers: [answererReport(['candidate'], [...items])] };
  await db
    .insertInto('comparisons')
    .values({
      id,
      bot_id: botId,
      candidate: `version-${id}`,
      settings: JSON.stringify({ against: ['untuned'], split, format: {} }),
      question_hash: 'hash',
      questions: items.length,
      asked: items.length,
      state,
      reason: null,
      ground: null,
      verdict: null,
      review_seed: 'seed',
      job_id: null,
      report: JSON.stringify(report),
      created_by: 'key:test',
      created_at: 1,
      ended_at: state === 'done' ? 2 : null,
    })
    .execute();
}

describeStores('how tests went over time', (open) => {
  test('all and each, oldest first; only what ended, of this bot, on its own tests', async () => {
    await using store = await open();
    await insertBotRow(store, 'shop');
    await insertBotRow(store, 'library');
    expect(await testTrends({ store }, { botId: 'shop' })).toEqual({ runs: [], tests: [] });
    const failed = { keyFacts: 0, groundedness: 0, rougeL: 0, chrF: 0, tokenF1: 0, mustPass: true };
    await insertComparison(store, 'one', [comparedItem('a'), comparedItem('b', failed)]);
    await insertComparison(store, 'file', [comparedItem('x')], { split: null });
    await insertComparison(store, 'other', [comparedItem('y')], { botId: 'library' });
    await insertComparison(store, 'two', [comparedItem('a'), comparedItem('b'), comparedItem('c')]);
    await insertComparison(store, 'running', [comparedItem('a')], { state: 'running' });
    const trends = await testTrends({ store }, { botId: 'shop' });
    expect(trends.runs).toEqual([
      { id: 'one', candidate: 'version-one', endedAt: 2, asked: 2, passed: 1, cause: 'hand', changed: [] },
      { id: 'two', candidate: 'version-two', endedAt: 2, asked: 3, passed: 3, cause: 'hand', changed: [] },
    ]);
    expect(trends.tests).toEqual([
      { name: 'a', outcomes: [true, true] },
      { name: 'b', outcomes: [false, true] },
      { name: 'c', outcomes: [null, true] },
    ]);
    await store.db.updateTable('comparisons').set({ report: 'not read again' }).execute();
    expect(await testTrends({ store }, { botId: 'shop' })).toEqual(trends);
    expect(await latestResults({ store }, { botId: 'shop' })).toMatchObject({
      comparison: { id: 'two', cause: 'hand' },
      results: [{ name: 'a', passed: true, answer: 'Within 60 days.' }, { name: 'b' }, { name: 'c' }],
    });
  });
});
