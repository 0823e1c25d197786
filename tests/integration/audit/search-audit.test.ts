import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { AuditEntryBody } from '../../../server/contract/index.ts';
import { addDocument, deleteDocument } from '../../../server/knowledge/index.ts';
import { describeApps, TEST_BOT_ID } from '../../support/app.ts';
import { addPerson, setUpOwner, type TestBrowserSession } from '../../support/people.ts';

type Page = { entries: AuditEntryBody[]; next?: number };

async function find(session: TestBrowserSession, query: Record<string, string>): Promise<Page> {
  const response = await session.request(`/api/admin/audit?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  return response.json();
}

async function exported(session: TestBrowserSession, query: Record<string, string>): Promise<Response> {
  return session.request(`/api/admin/audit/export?${new URLSearchParams(query)}`);
}

describeApps('the record of who did what', (open) => {
  test('an auditor finds who changed a greeting, from what to what, and saves it', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    const editor = await addPerson(testApp, 'editor');
    const greet = (session: TestBrowserSession, greeting: string) =>
      session.request(`/api/admin/bots/${TEST_BOT_ID}`, {
        method: 'PATCH',
        body: { settings: { greeting } },
      });
    expect((await greet(owner, 'Good day!')).status).toBe(200);
    expect((await greet(editor, '=1+1, mail ada@example.org or come in')).status).toBe(200);

    const { entries } = await find(owner, { text: 'THE editor', verb: 'updateBotSettings' });
    expect(entries).toMatchObject([
      {
        actorName: 'The editor',
        verb: 'updateBotSettings',
        subject: `bot:${TEST_BOT_ID}`,
        subjectName: TEST_BOT_ID,
        details: {
          before: { greeting: 'Good day!' },
          after: { greeting: '=1+1, mail [e-mail] or come in' },
        },
      },
    ]);
    const [entry] = entries;
    const byActor = await find(owner, { actor: entry?.actor ?? '', verb: 'updateBotSettings' });
    expect(byActor.entries).toEqual(entries);
    expect((await find(owner, { text: 'good day', since: String(entry?.at) })).entries).toHaveLength(1);
    expect((await find(owner, { until: '1000' })).entries).toEqual([]);
    expect((await find(owner, { text: '100%_' })).entries).toEqual([]);

    const csv = await exported(owner, { format: 'csv', text: 'the editor' });
    expect(csv.headers.get('content-disposition')).toContain('audit.csv');
    const rows: Record<string, string>[] = parse(await csv.text(), { columns: true, bom: true });
    const row = rows.find((one) => one['action'] === 'updateBotSettings');
    expect(row).toMatchObject({ 'actor name': 'The editor', before: '{"greeting":"Good day!"}' });
    const jsonl = await exported(owner, { format: 'jsonl', verb: 'updateBotSettings' });
    const lines = (await jsonl.text()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).actorName)).toEqual(['The editor', 'The owner']);
    expect((await find(owner, { verb: 'exportAudit' })).entries).toHaveLength(2);
  });

  test('comes in pages, tells who and what there is to choose from, and is not for editors', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    const editor = await addPerson(testApp, 'editor');
    const seen: number[] = [];
    let next: number | undefined;
    do {
      const page = await find(owner, { limit: '2', ...(next === undefined ? {} : { before: String(next) }) });
      seen.push(...page.entries.map(({ sequence }) => sequence));
      next = page.next;
    } while (next !== undefined);
    const all = (await find(owner, { limit: '200' })).entries.map(({ sequence }) => sequence);
    expect(seen).toEqual(all);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    const facets = await (await owner.request('/api/admin/audit/facets')).json();
    expect(facets.verbs).toEqual(expect.arrayContaining(['acceptInvitation', 'createBot', 'signIn']));
    expect(facets.actors.map((actor: { name: string | null }) => actor.name)).toContain('The editor');
    expect((await editor.request('/api/admin/audit')).status).toBe(403);
    expect((await exported(editor, { format: 'csv' })).status).toBe(403);
  });

  test('a document is found by its name, also when it is gone', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    const { documentId } = await addDocument(testApp.context, {
      botId: TEST_BOT_ID,
      name: 'kettle-rules.md',
      bytes: Buffer.from('# Kettles'),
    });
    const [added] = (await find(owner, { text: 'KETTLE-rules' })).entries;
    expect(added).toMatchObject({ verb: 'addDocument', subjectName: 'kettle-rules.md' });
    await deleteDocument(testApp.context, { botId: TEST_BOT_ID, documentId });
    const { entries } = await find(owner, { text: 'kettle-rules' });
    expect(entries).toMatchObject([
      { verb: 'deleteDocument', subjectName: null, details: { before: { name: 'kettle-rules.md' } } },
      { verb: 'addDocument', subjectName: null, details: { after: { name: 'kettle-rules.md' } } },
    ]);
  });
});
