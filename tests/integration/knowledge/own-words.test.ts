import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { updateBotSettings } from '../../../server/bots/index.ts';
import {
  createOwnWord,
  deleteOwnWord,
  hashWords,
  importOwnWords,
  ingestDocuments,
  judgeOwnWords,
  listOwnWords,
  search,
  setDocumentAudience,
  updateOwnWord,
  WORDS_AS_SHIPPED,
  writeOwnWords,
} from '../../../server/knowledge/index.ts';
import { openTestKnowledge, type TestKnowledge } from '../../support/knowledge.ts';
import { describeStores } from '../../support/store.ts';

const botId = 'bot';
const actor = 'user:ada';
const SETTINGS = { organisation: 'Pool', greeting: 'Hi', refusal: 'No.', handoffMessage: 'Wait.' };

async function withPages(deps: TestKnowledge): Promise<void> {
  const files = [
    ['prices.md', '# Annual membership\n\nThe annual membership costs 240 pounds. Pay by card.'],
    ['stoves.md', '# Repairs\n\nWe repair stoves of any brand.'],
  ].map(([name = '', text = '']) => ({ name, bytes: Buffer.from(text) }));
  await Array.fromAsync(ingestDocuments(deps, { botId, files }));
}

async function searched(deps: TestKnowledge, question: string): Promise<string> {
  return (await search(deps, { botId, question, limit: 3 })).searched;
}

describeStores('what customers call things', (open) => {
  test('is searched for from the next question on, as it is now, and no more once deleted', async () => {
    await using deps = await openTestKnowledge(open);
    await withPages(deps);
    const question = 'How much is the Flexi?';
    expect(await searched(deps, question)).toBe(question);
    const word = await createOwnWord(deps, {
      actor,
      botId,
      customersSay: '  the  Flexi ',
      pagesSay: ['annual membership, price list'],
      note: 'Old name',
    });
    expect(word).toMatchObject({
      customersSay: 'the Flexi',
      pagesSay: ['annual membership', 'price list'],
      addedBy: actor,
      version: 1,
    });
    const found = await search(deps, { botId, question, limit: 1 });
    expect(found.searched).toBe(`${question} (annual membership)`);
    expect(found.hits[0]?.text).toContain('240 pounds');
    const at = { actor, botId, wordId: word.id };
    await updateOwnWord(deps, { ...at, changes: { pagesSay: ['card'] }, expectedVersion: 1 });
    expect(await searched(deps, question)).toBe(`${question} (card)`);
    await expect(updateOwnWord(deps, { ...at, changes: {}, expectedVersion: 1 })).rejects.toMatchObject({
      code: 'conflict',
    });
    await deleteOwnWord(deps, at);
    expect(await searched(deps, question)).toBe(question);
    await expect(deleteOwnWord(deps, at)).rejects.toMatchObject({ code: 'not_found' });
    const verbs = (await listAudit(deps.store, { limit: 10 })).map(({ verb, actor: by }) => `${by} ${verb}`);
    expect(verbs.filter((verb) => verb.endsWith('OwnWord')).toSorted()).toEqual(
      ['createOwnWord', 'deleteOwnWord', 'updateOwnWord'].map((verb) => `${actor} ${verb}`),
    );
  });

  test('goes before Foyer’s own list, which a bot need not use', async () => {
    await using deps = await openTestKnowledge(open);
    await withPages(deps);
    const question = 'can u fix my burner';
    expect(await searched(deps, question)).toBe(`${question} (repair stove)`);
    await createOwnWord(deps, { actor, botId, customersSay: 'burner', pagesSay: ['brand'] });
    expect(await searched(deps, question)).toBe(`${question} (brand repair)`);
    await updateBotSettings(deps, { actor, botId, changes: { ...SETTINGS, everydayWords: false } });
    expect(await searched(deps, question)).toBe(`${question} (brand)`);
  });

  test('tells of words that no page says, whoever may read it', async () => {
    await using deps = await openTestKnowledge(open);
    await withPages(deps);
    await createOwnWord(deps, { actor, botId, customersSay: 'pass', pagesSay: ['yearly ticket', 'brand'] });
    const judge = async () => judgeOwnWords(deps, { botId }, await listOwnWords(deps, { botId }));
    expect(await judge()).toMatchObject([{ customersSay: 'pass', unsaid: ['yearly ticket'] }]);
    const ticket = { name: 'ticket.md', bytes: Buffer.from('A yearly ticket for partners.') };
    await Array.fromAsync(ingestDocuments(deps, { botId, files: [ticket] }));
    expect(await judge()).toMatchObject([{ unsaid: [] }]);
    const { id } = await deps.store.db
      .selectFrom('documents')
      .select('id')
      .where('name', '=', 'ticket.md')
      .executeTakeFirstOrThrow();
    await setDocumentAudience(deps, { botId, documentId: id, actor, audience: { kind: 'signed-in' } });
    expect(await judge()).toMatchObject([{ unsaid: [] }]);
    expect(await searched(deps, 'my pass')).toBe('my pass (brand)');
    const reader = { signedIn: true, groups: [] };
    const known = await search(deps, { botId, question: 'my pass', limit: 1, reader });
    expect(known.searched).toBe('my pass (yearly ticket brand)');
  });

  test('what cannot be an entry is refused in a sentence, and what is told already', async () => {
    await using deps = await openTestKnowledge(open);
    const refused = async (customersSay: string, pagesSay: string[], code: string, sentence: string) =>
      expect(createOwnWord(deps, { actor, botId, customersSay, pagesSay })).rejects.toMatchObject({
        code,
        message: expect.stringContaining(sentence),
      });
    await refused(' ?! ', ['membership'], 'bad_request', 'what customers say');
    await refused('one two three four five six seven', ['membership'], 'bad_request', 'at most 6 words');
    await refused('x'.repeat(81), ['membership'], 'bad_request', '80 characters');
    await refused('flexi', [' , '], 'bad_request', 'what the pages say');
    await refused('flexi', ['a, b, c, d, e'], 'bad_request', '1 to 4 words or phrases');
    await refused('flexi', ['Flexis'], 'bad_request', 'changes nothing');
    await createOwnWord(deps, { actor, botId, customersSay: 'gold card', pagesSay: ['over 1,000 pounds'] });
    expect(await listOwnWords(deps, { botId })).toMatchObject([{ pagesSay: ['over 1,000 pounds'] }]);
    await refused('The Gold Cards', ['ticket'], 'conflict', 'told already');
    await expect(
      createOwnWord(deps, { actor, botId: 'none', customersSay: 'a', pagesSay: ['b'] }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('comes as a table and goes as one; a row that cannot be taken is named with its place', async () => {
    await using deps = await openTestKnowledge(open);
    const csv = `Customers say;Pages say;Note
gold card;membership, ticket;since 2019
;ticket;
gold cards;pass;
gold card;membership, ticket;
flexi;flexi;`;
    expect(await importOwnWords(deps, { actor, botId, csv })).toEqual({
      added: 1,
      alreadyThere: 1,
      refused: [
        { line: 3, column: 1, field: 'customers say', message: 'is empty' },
        { line: 4, column: 1, field: 'customers say', message: expect.stringContaining('already') },
        { line: 6, column: 2, field: 'pages say', message: expect.stringContaining('changes nothing') },
      ],
    });
    await createOwnWord(deps, { actor, botId, customersSay: '=1+1', pagesSay: ['sum'], note: '"x"' });
    const words = await listOwnWords(deps, { botId });
    const bare = (all: typeof words) =>
      all.map(({ customersSay, pagesSay, note }) => [customersSay, pagesSay, note]);
    for (const format of ['csv', 'tsv'] as const) {
      const table = writeOwnWords(words, format);
      expect(table).toContain(`"'=1+1"`);
      for (const { id: wordId } of await listOwnWords(deps, { botId }))
        await deleteOwnWord(deps, { actor, botId, wordId });
      expect(await importOwnWords(deps, { actor, botId, csv: table })).toMatchObject({
        added: 2,
        refused: [],
      });
      expect(bare(await listOwnWords(deps, { botId }))).toEqual(bare(words));
    }
    expect(await importOwnWords(deps, { actor, botId, csv: 'flexi\tmembership' })).toMatchObject({
      added: 0,
      refused: [{ line: 1, message: expect.stringContaining('customers say,pages say,note') }],
    });
  });

  test('is something that answers depend on; who wrote it, and a note, are not', async () => {
    await using deps = await openTestKnowledge(open);
    const hash = () => hashWords(deps.store.db, botId);
    expect(await hash()).toBe(WORDS_AS_SHIPPED);
    const word = await createOwnWord(deps, { actor, botId, customersSay: 'flexi', pagesSay: ['ticket'] });
    const before = await hash();
    expect(before).not.toBe(WORDS_AS_SHIPPED);
    const at = { actor, botId, wordId: word.id };
    await updateOwnWord(deps, { ...at, changes: { note: 'Old name' }, expectedVersion: 1 });
    expect(await hash()).toBe(before);
    await updateOwnWord(deps, { ...at, changes: { pagesSay: ['pass'] }, expectedVersion: 2 });
    expect(await hash()).not.toBe(before);
    await deleteOwnWord(deps, at);
    expect(await hash()).toBe(WORDS_AS_SHIPPED);
    await updateBotSettings(deps, { actor, botId, changes: { ...SETTINGS, everydayWords: false } });
    expect(await hash()).not.toBe(WORDS_AS_SHIPPED);
  });
});
