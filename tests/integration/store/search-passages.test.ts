import { expect, test } from 'vitest';
import { searchPassages } from '../../../server/store/index.ts';
import { insertBotWithPassages } from '../../support/rows.ts';
import { describeStores } from '../../support/store.ts';

const PASSAGES = [
  { id: 'returns', title: 'Returns', text: 'You can return worn boots within thirty days.' },
  { id: 'shipping', title: 'Shipping', text: 'Shipping takes two days. We ship boots, tents and stoves.' },
  { id: 'café', title: 'Our café', text: 'The Café in Zürich opens at nine, e-mail cafe@example.org.' },
  {
    id: 'html',
    title: 'Markup',
    text: 'Use <b>bold</b> words at https://example.org/care/wax?x=1 for waxing.',
  },
  { id: 'off', title: 'Off', text: 'Secret boots nobody may find.', enabled: false },
];

describeStores('full-text search', (open) => {
  async function search(query: string, limit = 10): Promise<string[]> {
    await using store = await open();
    await insertBotWithPassages(store, 'bot', PASSAGES);
    return (await searchPassages(store, { botId: 'bot', query, limit })).map((hit) => hit.passageId);
  }

  test('finds by stem, without accents, inside addresses and markup', async () => {
    expect(await search('returning')).toEqual(['returns']);
    expect(await search('CAFÉ zurich')).toEqual(['café']);
    expect(await search('bold')).toEqual(['html']);
    expect(await search('waxed')).toEqual(['html']);
    expect(await search('mail')).toEqual(['café']);
  });

  test('ranks the passage with more and rarer words first', async () => {
    expect(await search('How do I return my boots?')).toEqual(['returns', 'shipping']);
  });

  test('the score is BM25 by hand', async () => {
    await using store = await open();
    await insertBotWithPassages(store, 'bot', PASSAGES);
    const found = await searchPassages(store, { botId: 'bot', query: 'return', limit: 1 });
    const lengths = PASSAGES.filter((row) => row.enabled !== false).map((row) => row.text.length);
    const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    const occurrences = 1 + 2 * 1;
    const norm = 1.2 * (1 - 0.75 + (0.75 * (lengths[0] ?? 0)) / average);
    const expected = (Math.log(1 + (4 - 1 + 0.5) / (1 + 0.5)) * occurrences * 2.2) / (occurrences + norm);
    expect(found[0]?.passageId).toBe('returns');
    expect(found[0]?.score).toBeCloseTo(expected, 10);
  });

  test('the share of words weighs each by its rarity, one that nobody holds the most', async () => {
    await using store = await open();
    await insertBotWithPassages(store, 'bot', PASSAGES);
    const idf = (holders: number) => Math.log(1 + (4 - holders + 0.5) / (holders + 0.5));
    const [best] = await searchPassages(store, { botId: 'bot', query: 'return boots ferry', limit: 1 });
    expect(best?.passageId).toBe('returns');
    expect(best?.wordShare).toBeCloseTo((idf(1) + idf(2)) / (idf(1) + idf(2) + idf(0)), 10);
    const [whole] = await searchPassages(store, { botId: 'bot', query: 'return boots', limit: 1 });
    expect(whole?.wordShare).toBeCloseTo(1, 10);
  });

  test('what is switched off, deleted or another bot’s is not found', async () => {
    await using store = await open();
    await insertBotWithPassages(store, 'bot', PASSAGES);
    await insertBotWithPassages(store, 'other', [{ id: 'theirs', text: 'secret boots' }]);
    const find = async () =>
      (await searchPassages(store, { botId: 'bot', query: 'secret boots', limit: 9 })).map(
        (hit) => hit.passageId,
      );
    expect((await find()).sort()).toEqual(['returns', 'shipping']);
    await store.db.deleteFrom('passages').where('id', '=', 'returns').execute();
    expect(await find()).toEqual(['shipping']);
    await store.db.updateTable('passages').set({ text: 'Shoes.' }).where('id', '=', 'shipping').execute();
    expect(await find()).toEqual([]);
    await store.db.updateTable('documents').set({ enabled: 0 }).where('bot_id', '=', 'other').execute();
    expect(await searchPassages(store, { botId: 'other', query: 'secret', limit: 9 })).toEqual([]);
  });

  test('another bot’s passages do not change the scores', async () => {
    await using store = await open();
    await insertBotWithPassages(store, 'bot', PASSAGES);
    const input = { botId: 'bot', query: 'boots in zurich', limit: 9 };
    const before = await searchPassages(store, input);
    await insertBotWithPassages(store, 'other', [{ id: 'theirs', text: 'boots boots zurich boots' }]);
    expect(await searchPassages(store, input)).toEqual(before);
  });

  test.each([
    '"',
    "'",
    '*',
    'a OR',
    'NEAR(',
    '-- x',
    "'; drop table passages; --",
    '{text}: boots',
    '\\',
    "\\' | !",
    '\0',
    '',
    '   ',
    '🥾',
    '\ud800',
    'x'.repeat(100_000),
    'boots & | ! ( ) <-> :* boots',
    'w '.repeat(10_000),
  ])('hostile query %#', async (query) => {
    const found = await search(query, 3);
    expect(found.length).toBeLessThanOrEqual(3);
    expect(await search('returning')).toEqual(['returns']);
  });
});
