import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadOrganisation, readOrganisation, search } from '../../../server/knowledge/index.ts';
import { openTestKnowledge } from '../../support/knowledge.ts';
import { openTestStore } from '../../support/store.ts';

const folder = fileURLToPath(new URL('../../../knowledge/larch-and-loft', import.meta.url));

test('the sample organisation is read without a failure, and its pages are found', async () => {
  await using deps = await openTestKnowledge(openTestStore);
  const events = await Array.fromAsync(loadOrganisation(deps, { botId: 'bot', folder }));
  expect(events.filter((event) => event.type === 'document-failed')).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type: 'finished', ready: 51 });
  const names = async (question: string, history: { role: 'user' | 'assistant'; content: string }[] = []) => {
    const { hits } = await search(deps, { botId: 'bot', question, history, limit: 5 });
    return hits.map((hit) => hit.documentName);
  };
  expect(await names('Can I send back boots I wore outside?')).toContain('returns-policy.md');
  expect(await names('Do you have a printed catalogue?')).toContain('quick-answers.csv');
  const history = [{ role: 'user' as const, content: 'Tell me about the Ember 3 stove.' }];
  expect((await names('How long does it take to boil a litre?', history))[0]).toBe(
    'ember-3-stove-manual.pdf',
  );
});

test('a folder that is no organisation says so', async () => {
  await expect(readOrganisation(import.meta.dirname)).rejects.toMatchObject({ code: 'not_found' });
});
