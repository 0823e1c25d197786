import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ENGINES } from '../../../server/store/dialect.ts';
import { citedPassages } from '../../../server/store/migrations/cited-passages.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { formOf } from '../../support/form-of.ts';
import { askAsVisitor } from '../../support/visitors.ts';

const BOT = `/api/admin/bots/${TEST_BOT_ID}`;

type Passage = { id: string; text: string };
type Cited = { conversations: number; passages: { passageId: string; replies: number }[] };

async function openPages(app: TestApp) {
  const key = await app.keyOf('admin');
  const read = async <T>(path: string): Promise<T> => {
    const response = await app.request(`${BOT}${path}`, { key });
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };
  const { documents } = await read<{ documents: { id: string; name: string }[] }>('/documents');
  const idOf = (name: string) => documents.find((document) => document.name === name)?.id ?? '';
  return {
    key,
    read,
    idOf,
    counts: async () =>
      (await read<{ documents: { documentId: string; conversations: number }[] }>('/citations')).documents,
    cited: (name: string) => read<Cited>(`/documents/${idOf(name)}/citations`),
    passages: async (name: string) =>
      (await read<{ passages: Passage[] }>(`/documents/${idOf(name)}`)).passages,
    listed: async (query: string) => {
      const list = await read<{ conversations: { id: string }[] }>(`/conversations?${query}`);
      return list.conversations.map((conversation) => conversation.id);
    },
  };
}

describeApps('citations', (open) => {
  test('a document’s page tells in how many conversations it was cited, and leads to them', async () => {
    await using app = await open();
    const pages = await openPages(app);
    expect(await pages.counts()).toEqual([]);
    const first = await askAsVisitor(app, 'How long does standard delivery take?');
    await askAsVisitor(app, 'What does standard delivery cost?', {
      session: first.session,
      id: first.conversationId,
    });
    const second = await askAsVisitor(app, 'How long does standard delivery take?');
    await askAsVisitor(app, 'Can I return unworn boots within 30 days?');
    await app.request(`${BOT}/ask`, {
      key: pages.key,
      body: { question: 'How long does standard delivery take?' },
    });

    const delivery = pages.idOf('delivery.md');
    expect(await pages.counts()).toEqual(
      expect.arrayContaining([
        { documentId: delivery, conversations: 2 },
        { documentId: pages.idOf('returns.md'), conversations: 1 },
      ]),
    );
    const [passage] = await pages.passages('delivery.md');
    expect(await pages.cited('delivery.md')).toEqual({
      conversations: 2,
      passages: [{ passageId: passage?.id, replies: 3, conversations: 2 }],
    });
    const both = [second.conversationId, first.conversationId].sort();
    expect((await pages.listed(`documentId=${delivery}`)).sort()).toEqual(both);
    expect((await pages.listed(`documentId=${delivery}&passageId=${passage?.id}`)).sort()).toEqual(both);
    expect(await pages.listed(`documentId=${delivery}&passageId=other`)).toEqual([]);

    await app.context.store.db.deleteFrom('conversations').where('id', '=', second.conversationId).execute();
    expect((await pages.cited('delivery.md')).conversations).toBe(1);
    expect(await pages.listed(`documentId=${delivery}`)).toEqual([first.conversationId]);
  });

  test('a passage that stays as it was keeps its citations when its document is read again', async () => {
    await using app = await open();
    const pages = await openPages(app);
    await askAsVisitor(app, 'How long does standard delivery take?');
    const text = '# Delivery\n\nStandard delivery takes three working days and costs 4 euros.\n';
    const abroad = 'We send parcels to Norway and to Iceland by ship every week. '.repeat(20);
    const more = `${text}\n## Abroad\n\n${abroad}\n`;
    const body = formOf({ 'delivery.md': more });
    const sent = await app.request(`${BOT}/documents`, { key: pages.key, body });
    expect(await sent.text()).toContain('replaced');
    const passages = await pages.passages('delivery.md');
    expect(passages.length).toBeGreaterThan(1);
    const cited = await pages.cited('delivery.md');
    expect(cited.passages.map(({ passageId }) => passageId)).toEqual([passages[0]?.id]);
  });

  test('conversations from before are counted out of their passports', async () => {
    await using app = await open();
    const pages = await openPages(app);
    await askAsVisitor(app, 'How long does standard delivery take?');
    const { store } = app.context;
    const before = await pages.counts();
    expect(before).toHaveLength(1);
    await store.db.deleteFrom('cited_passages').execute();
    const [, readPassports = ''] = citedPassages(ENGINES[store.dialect]);
    await sql.raw(readPassports).execute(store.db);
    expect(await pages.counts()).toEqual(before);
  });
});
