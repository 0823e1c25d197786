import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import {
  addDocument,
  deleteDocument,
  getDocument,
  type IngestEvent,
  type IngestFile,
  ingestDocuments,
  listDocuments,
  type PassageIndex,
  prepareDocument,
  recoverDocuments,
  retryDocument,
  type SearchInput,
  search,
  setDocumentAudience,
  setDocumentEnabled,
  setDocumentValidity,
} from '../../../server/knowledge/index.ts';
import { openTestKnowledge, type TestKnowledge } from '../../support/knowledge.ts';
import { describeStores } from '../../support/store.ts';

const botId = 'bot';

function file(name: string, text: string): IngestFile {
  return { name, bytes: Buffer.from(text) };
}

async function ingest(deps: TestKnowledge, ...files: IngestFile[]): Promise<IngestEvent[]> {
  return await Array.fromAsync(ingestDocuments(deps, { botId, files }));
}

async function found(deps: TestKnowledge, question: string): Promise<string[]> {
  const { hits } = await search(deps, { botId, question, limit: 5 });
  return hits.map((hit) => hit.text);
}

/** The index as it is between a change and its refresh, for as long as a test likes. */
function neverRefreshed(index: PassageIndex): PassageIndex {
  return {
    refresh: async () => false,
    requestRefresh() {},
    query: (...query) => index.query(...query),
    drop: (botId) => index.drop(botId),
    sweep: () => index.sweep(),
    [Symbol.asyncDispose]: () => index[Symbol.asyncDispose](),
  };
}

function only<T>(items: readonly T[]): T {
  expect(items).toHaveLength(1);
  return items[0] as T;
}

describeStores('documents', (open) => {
  test('files become findable; progress and each failure are told', async () => {
    await using deps = await openTestKnowledge(open);
    const events = await ingest(
      deps,
      file('returns.md', '# Returns\n\nSend boots back within sixty days.'),
      file('broken.pdf', '%PDF-1.7 nothing more'),
      file(' ', 'no name'),
      file('hours.txt', 'We open at nine.'),
    );
    const kinds = events.filter((event) => event.type !== 'document-progressed').map((event) => event.type);
    expect(kinds).toEqual([
      'document-started',
      'document-ready',
      'document-started',
      'document-failed',
      'document-started',
      'document-failed',
      'document-started',
      'document-ready',
      'finished',
    ]);
    expect(events.at(-1)).toMatchObject({ ready: 2, failed: 2, unchanged: 0, passages: 2 });
    expect(await found(deps, 'When can I send boots back?')).toContain('Send boots back within sixty days.');
    const broken = (await listDocuments(deps, { botId })).find((document) => document.name === 'broken.pdf');
    expect(broken).toMatchObject({
      state: 'failed',
      error: { code: 'unreadable_document' },
      passageCount: 0,
    });
  });

  test('the same bytes again are free, changed ones replace', async () => {
    await using deps = await openTestKnowledge(open);
    await ingest(deps, file('returns.md', 'Send boots back within thirty days.'));
    const [first] = await listDocuments(deps, { botId });
    const again = await ingest(deps, file('returns.md', 'Send boots back within thirty days.'));
    expect(again.find((event) => event.type === 'document-ready')).toMatchObject({
      outcome: 'unchanged',
      passages: 1,
    });
    await ingest(deps, file('returns.md', 'Send boots back within sixty days.'));
    const replaced = only(await listDocuments(deps, { botId }));
    expect(replaced.id).toBe(first?.id);
    expect(await found(deps, 'send boots back days')).toEqual(['Send boots back within sixty days.']);
  });

  test('the old text is found until the new is ready, and stays when the new cannot be read', async () => {
    await using deps = await openTestKnowledge(open);
    await ingest(deps, file('returns', 'Send boots back within thirty days.'));
    const { documentId } = await addDocument(deps, {
      botId,
      name: 'returns',
      bytes: Buffer.from('%PDF-1.7 bad'),
    });
    expect(await found(deps, 'send boots back')).toEqual(['Send boots back within thirty days.']);
    const { document } = await prepareDocument(deps, { documentId });
    expect(document).toMatchObject({ state: 'failed', passageCount: 1 });
    expect(await found(deps, 'send boots back')).toEqual(['Send boots back within thirty days.']);
  });

  test('an upload that is replaced while it is read changes nothing', async () => {
    await using deps = await openTestKnowledge(open);
    const { documentId } = await addDocument(deps, { botId, ...file('a', 'First words.') });
    const preparing = prepareDocument(
      {
        ...deps,
        extractor: {
          ...deps.extractor,
          async read(input, signal) {
            await addDocument(deps, { botId, ...file('a', 'Second words.') });
            return await deps.extractor.read(input, signal);
          },
        },
      },
      { documentId },
    );
    expect((await preparing).document.state).toBe('waiting');
    expect((await getDocument(deps, { botId, documentId })).passages).toEqual([]);
  });

  test('a deletion and a switch take effect before the index knows', async () => {
    await using deps = await openTestKnowledge(open);
    await ingest(deps, file('a.txt', 'Boots are warm.'), file('b.txt', 'Boots are dry.'));
    const [a, b] = await listDocuments(deps, { botId });
    const stale = { ...deps, index: neverRefreshed(deps.index) };
    await deleteDocument(stale, { botId, documentId: a?.id ?? '', actor: 'key:1' });
    expect(await found(stale, 'boots')).toEqual(['Boots are dry.']);
    await setDocumentEnabled(stale, { botId, documentId: b?.id ?? '', enabled: false, actor: 'key:1' });
    expect(await found(stale, 'boots')).toEqual([]);
    await setDocumentEnabled(deps, { botId, documentId: b?.id ?? '', enabled: true, actor: 'key:1' });
    await deps.index.refresh(botId);
    expect(await found(deps, 'boots')).toEqual(['Boots are dry.']);
    const verbs = (await listAudit(deps.store, { limit: 10 })).map((entry) => entry.verb);
    expect(verbs.filter((verb) => verb !== 'addDocument').sort()).toEqual([
      'deleteDocument',
      'setDocumentEnabled',
      'setDocumentEnabled',
    ]);
  });

  test('another bot’s document is out of reach', async () => {
    await using deps = await openTestKnowledge(open);
    await ingest(deps, file('a.txt', 'Boots are warm.'));
    const { id: documentId } = only(await listDocuments(deps, { botId }));
    const elsewhere = { botId: 'other', documentId };
    await expect(getDocument(deps, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteDocument(deps, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    await expect(retryDocument(deps, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    await expect(setDocumentEnabled(deps, { ...elsewhere, enabled: false })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('what a crash left unfinished, and what another embedder made, is done again', async () => {
    await using deps = await openTestKnowledge(open);
    await ingest(deps, file('old.txt', 'Boots are warm.'));
    await deps.store.db.updateTable('passages').set({ embedder: 'older/fp32/00' }).execute();
    const { documentId } = await addDocument(deps, { botId, ...file('new.txt', 'Tents are dry.') });
    await deps.store.db
      .updateTable('documents')
      .set({ state: 'preparing' })
      .where('id', '=', documentId)
      .execute();
    expect(await recoverDocuments(deps)).toBe(2);
    expect((await listDocuments(deps, { botId })).map((document) => document.state)).toEqual([
      'ready',
      'ready',
    ]);
    expect(await found(deps, 'tents')).toContain('Tents are dry.');
    expect(await recoverDocuments(deps)).toBe(0);
  });

  test('the version rises with every visible change', async () => {
    await using deps = await openTestKnowledge(open);
    const version = async () => (await search(deps, { botId, question: 'boots', limit: 1 })).indexVersion;
    expect(await version()).toBe(0);
    await ingest(deps, file('a.txt', 'Boots are warm.'));
    expect(await version()).toBe(1);
    const { id: documentId } = only(await listDocuments(deps, { botId }));
    await setDocumentEnabled(deps, { botId, documentId, enabled: false });
    await deleteDocument(deps, { botId, documentId });
    expect(await version()).toBe(3);
  });

  test('a document answers from its first day to its last, and says so in the record', async () => {
    await using deps = await openTestKnowledge(open);
    await ingest(deps, file('sale.md', '# Sale\n\nIn the winter sale boots cost half.'));
    const { id: documentId } = only(await listDocuments(deps, { botId }));
    const question = 'What do boots cost in the winter sale?';
    deps.clock.advance(999);
    await setDocumentValidity(deps, { botId, documentId, validFrom: 2_000, validUntil: 3_000 });
    expect(await found(deps, question)).toEqual([]);
    deps.clock.advance(1_000);
    expect(await found(deps, question)).toHaveLength(1);
    deps.clock.advance(1_000);
    expect(await found(deps, question)).toEqual([]);
    await setDocumentValidity(deps, { botId, documentId, validUntil: null });
    expect(await found(deps, question)).toHaveLength(1);
    expect(only(await listDocuments(deps, { botId }))).toMatchObject({ validFrom: 2_000 });
    const wrong = setDocumentValidity(deps, { botId, documentId, validUntil: 1_000 });
    await expect(wrong).rejects.toMatchObject({ code: 'bad_request' });
    const [entry] = await listAudit(deps.store, { limit: 1 });
    expect(entry).toMatchObject({ verb: 'setDocumentValidity', subject: `document:${documentId}` });
  });

  test('what others may read only pushes nothing out that a visitor may read, and names nothing to them', async () => {
    await using deps = await openTestKnowledge(open);
    const price = (number: number) =>
      `# Kayak price ${number}\n\nThe kayak price for partners is low, says list ${number}.`;
    const lists = Array.from({ length: 90 }, (_, number) => ({
      ...file(`list-${number}.md`, price(number)),
      audience: { kind: 'groups' as const, groups: ['partners'] },
    }));
    await ingest(deps, ...lists, file('kayaks.md', '# Boats\n\nThe kayak price is 900 euros.'));
    const ask = async (reader?: SearchInput['reader']) =>
      await search(deps, { botId, question: 'What is the kayak price for partners?', limit: 5, reader });
    const anonymous = await ask();
    expect(anonymous.hits.map(({ text }) => text)).toEqual(['The kayak price is 900 euros.']);
    expect(anonymous.searched).not.toContain('Kayak price');
    expect((await ask({ signedIn: true, groups: ['staff'] })).hits).toHaveLength(1);
    expect((await ask({ signedIn: true, groups: ['partners'] })).hits).toHaveLength(5);
    expect((await ask('staff')).hits).toHaveLength(5);
  });

  test('a page is found by an everyday word for what it says, unless only some may read the page', async () => {
    await using deps = await openTestKnowledge(open);
    await ingest(
      deps,
      file('repairs.md', '# Workshop\n\nWe repair stoves of any brand.'),
      file('hours.md', '# Hours\n\nThe shop opens at nine on weekdays.'),
    );
    const asked = { botId, question: 'can u fix my burner', limit: 5 };
    const { searched, hits } = await search(deps, asked);
    expect(searched).toBe('can u fix my burner (repair stove)');
    expect(hits[0]).toMatchObject({
      documentName: 'repairs.md',
      lexicalScore: expect.toSatisfy((score) => score > 0),
    });
    const repairs = (await listDocuments(deps, { botId })).find(({ name }) => name === 'repairs.md');
    const audience = { kind: 'groups' as const, groups: ['partners'] };
    await setDocumentAudience(deps, { botId, documentId: repairs?.id ?? '', audience });
    expect((await search(deps, asked)).searched).toBe('can u fix my burner');
  });
});
