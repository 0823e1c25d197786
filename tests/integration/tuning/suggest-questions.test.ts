import { expect, test } from 'vitest';
import { createTestApp, TEST_BOT_ID } from '../../support/app.ts';

test('questions to try a bot with come from every document, and follow what is switched off', async () => {
  await using testApp = await createTestApp();
  const key = await testApp.keyOf('admin');
  const base = `/api/admin/bots/${TEST_BOT_ID}`;
  const suggested = async (limit: number) => {
    const answer = await testApp.request(`${base}/suggested-questions?limit=${limit}`, { key });
    return ((await answer.json()) as { questions: string[] }).questions;
  };
  expect(await suggested(2)).toEqual([
    'How long does standard delivery take?',
    'Can boots worn outside be returned?',
  ]);
  await testApp.context.store.db
    .updateTable('documents')
    .set({ enabled: 0 })
    .where('name', '=', 'delivery.md')
    .execute();
  expect((await suggested(9)).join(' ')).not.toContain('delivery');
});
