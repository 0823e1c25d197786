import { expect, test } from 'vitest';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';

const PATH = `/api/admin/bots/${TEST_BOT_ID}/words`;

describeApps('what customers call things, over HTTP', (open) => {
  async function searched(app: TestApp, key: string, question: string): Promise<string> {
    const response = await app.request(`/api/admin/bots/${TEST_BOT_ID}/search`, { key, body: { question } });
    return ((await response.json()) as { searched: string }).searched;
  }

  test('is written, changed once at a time, and deleted; each holds for the next question', async () => {
    await using app = await open();
    const key = await app.keyOf('staff');
    const body = { customersSay: 'the Express', pagesSay: ['delivery', 'helicopter'] };
    const response = await app.request(PATH, { key, body });
    expect(response.status).toBe(201);
    const made = (await response.json()) as { id: string; version: number };
    expect(made).toMatchObject({ ...body, note: '', unsaid: ['helicopter'], version: 1 });
    expect(await searched(app, key, 'When is the express?')).toBe('When is the express? (delivery)');
    expect((await app.request(PATH, { key, body })).status).toBe(409);
    const change = (changes: object, expectedVersion: number) =>
      app.request(`${PATH}/${made.id}`, { method: 'PATCH', key, body: { changes, expectedVersion } });
    expect(await (await change({ pagesSay: ['boots'] }, 1)).json()).toMatchObject({ unsaid: [], version: 2 });
    expect((await change({ pagesSay: ['boots'] }, 1)).status).toBe(409);
    expect((await change({ pagesSay: [] }, 2)).status).toBe(400);
    expect(await searched(app, key, 'When is the express?')).toBe('When is the express? (boots)');
    expect(await (await app.request(PATH, { key })).json()).toMatchObject({
      words: [{ id: made.id, addedBy: expect.stringMatching(/^key:/), pagesSay: ['boots'] }],
    });
    expect((await app.request(`${PATH}/${made.id}`, { method: 'DELETE', key })).status).toBe(204);
    expect((await app.request(`${PATH}/${made.id}`, { method: 'DELETE', key })).status).toBe(404);
    expect(await searched(app, key, 'When is the express?')).toBe('When is the express?');
  });

  test('come as a table and go as one', async () => {
    await using app = await open();
    const key = await app.keyOf('staff');
    const csv = 'customers say,pages say,note\nwellies,boots,\nthe Express,"delivery, post",old name\nx,,\n';
    const loaded = await app.request(`${PATH}/import`, { key, body: { csv } });
    expect(await loaded.json()).toEqual({
      added: 2,
      alreadyThere: 0,
      refused: [{ line: 4, column: 2, field: 'pages say', message: 'is empty' }],
    });
    const saved = await app.request(`${PATH}/export?format=tsv`, { key });
    expect(saved.headers.get('content-disposition')).toContain('words.tsv');
    const table = await saved.text();
    expect(table).toContain('"the Express"\t"delivery, post"\t"old name"');
    const again = await app.request(`${PATH}/import`, { key, body: { csv: table } });
    expect(await again.json()).toEqual({ added: 0, alreadyThere: 2, refused: [] });
  });

  test('a bot may leave Foyer’s own list out', async () => {
    await using app = await open();
    const key = await app.keyOf('admin');
    const question = 'can I get rid of my burner';
    await app.request(`/api/admin/bots/${TEST_BOT_ID}`, {
      method: 'PATCH',
      key,
      body: { settings: { everydayWords: false } },
    });
    expect(await searched(app, key, question)).toBe(question);
  });
});
