import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import type { BotContents, WidgetSites } from '../../../server/contract/index.ts';
import { expireHandoffs } from '../../../server/handoff/index.ts';
import { enqueueJob } from '../../../server/jobs/index.ts';
import { createOwnWord, recoverDocuments, search } from '../../../server/knowledge/index.ts';
import { deleteBot, duplicateBot, exportBot, sweepLeaving } from '../../../server/whole-bots/index.ts';
import { addTestBot, describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { dyingStore } from '../../support/dying-store.ts';
import { afterFirstLook } from '../../support/interrupted-look.ts';
import { setUpOwner, type TestBrowserSession } from '../../support/people.ts';
import { readEvents } from '../../support/read-stream.ts';
import { insertTrainingRun } from '../../support/rows.ts';
import { silentLog } from '../../support/store.ts';

const SITE = 'https://museum.example';

describeApps('keeping bots', (open) => {
  let testApp: TestApp;
  let key: string;
  let owner: TestBrowserSession;

  beforeAll(async () => {
    testApp = await open({ script: 'Standard delivery takes three working days.' });
    key = await testApp.keyOf('admin');
    owner = await setUpOwner(testApp);
  });
  afterAll(() => testApp[Symbol.asyncDispose]());

  const send = (botId: string, content = 'How long does delivery take?') =>
    testApp.request('/api/chat', { body: { botId, message: { role: 'user', content } } });
  const open_ = (botId: string, origin: string) =>
    testApp.request(`/api/bots/${botId}/public`, { headers: { origin } });
  const admin = (path: string, body?: unknown) => testApp.request(`/api/admin/bots/${path}`, { key, body });
  const lastAct = async () => (await listAudit(testApp.context.store, { limit: 1 }))[0];

  describe('archived', () => {
    test('it answers no visitor and no program, keeps everything, and answers again when brought back', async () => {
      await addTestBot(testApp.context, 'seasonal', { contact: { phone: '555 0100' } });
      const archived = await admin('seasonal/archive', { archived: true });
      expect(await archived.json()).toMatchObject({ archivedAt: expect.any(Number) });
      expect(await lastAct()).toMatchObject({ verb: 'archiveBot', subject: 'bot:seasonal' });
      const refused = await send('seasonal');
      expect(refused.status).toBe(404);
      expect(await refused.text()).toContain('not in service any more. You can reach a person at 555 0100.');
      const person = await testApp.request('/api/chat/talk/person', { body: { botId: 'seasonal' } });
      expect(person.status).toBe(404);
      const seen = await open_('seasonal', SITE);
      expect(await seen.json()).toMatchObject({ inService: false, suggestedQuestions: [] });
      const question = { model: 'seasonal', messages: [{ role: 'user', content: 'Hello?' }] };
      expect((await testApp.request('/v1/chat/completions', { key, body: question })).status).toBe(404);
      const models = await (await testApp.request('/v1/models', { key })).text();
      expect(models).not.toContain('seasonal');
      expect(await (await admin('seasonal/contents')).json()).toMatchObject({ documents: 2 });
      await admin('seasonal/archive', { archived: false });
      const { events } = await readEvents(await send('seasonal'));
      expect(JSON.stringify(events)).toContain('three working days');
    });
  });

  describe('duplicated', () => {
    test('the copy answers at once from the same documents, and is its own bot', async () => {
      await admin(`${TEST_BOT_ID}/approved-answers`, { question: 'Who are you?', answer: 'A test.' });
      const word = { customersSay: 'dispatch', pagesSay: ['delivery'] };
      await createOwnWord(testApp.context, { actor: 'user:ada', botId: TEST_BOT_ID, ...word });
      const made = await admin(`${TEST_BOT_ID}/duplicate`, { name: 'Winter shop' });
      expect(made.status).toBe(201);
      const { id, settings } = (await made.json()) as { id: string; settings: { organisation: string } };
      expect(settings.organisation).toBe('Test Shop');
      expect(await lastAct()).toMatchObject({ verb: 'duplicateBot', details: { from: TEST_BOT_ID } });
      expect(await (await admin(`${id}/contents`)).json()).toMatchObject({
        documents: 2,
        approvedAnswers: 1,
        words: 1,
        conversations: 0,
      });
      const { searched } = await search(testApp.context, {
        botId: id,
        question: 'When is dispatch?',
        limit: 1,
      });
      expect(searched).toBe('When is dispatch? (delivery)');
      const { events } = await readEvents(await send(id));
      expect(JSON.stringify(events)).toContain('three working days');
      const [first] = await testApp.context.store.db
        .selectFrom('documents')
        .select('id')
        .where('bot_id', '=', TEST_BOT_ID)
        .execute();
      await testApp.request(`/api/admin/bots/${TEST_BOT_ID}/documents/${first?.id}`, {
        key,
        method: 'DELETE',
      });
      expect(await (await admin(`${id}/contents`)).json()).toMatchObject({ documents: 2 });
    });

    test('a document that was not ready is prepared for the copy', async () => {
      const { context } = testApp;
      await addTestBot(context, 'busy');
      await context.store.db
        .updateTable('documents')
        .set({ state: 'waiting' })
        .where('bot_id', '=', 'busy')
        .execute();
      const { id } = (await (await admin('busy/duplicate', { name: 'B' })).json()) as { id: string };
      const ready = () =>
        context.store.db
          .selectFrom('documents')
          .select('state')
          .where('bot_id', '=', id)
          .where('state', '=', 'ready')
          .execute();
      await expect.poll(async () => (await ready()).length).toBe(2);
      await recoverDocuments(context);
    });
  });

  describe('deleted', () => {
    test('while it is duplicated: the copy is whole', async () => {
      const { context } = testApp;
      await addTestBot(context, 'doomed');
      const doom = { actor: 'user:ada', botId: 'doomed', confirm: 'doomed' };
      const db = afterFirstLook(context.store.db, 'bots', async () => {
        await deleteBot(context, doom);
      });
      const deps = { ...context, store: { ...context.store, db } };
      const { id } = await duplicateBot(deps, { actor: 'user:ada', botId: 'doomed', name: 'Copy' });
      expect(await (await admin(`${id}/contents`)).json()).toMatchObject({ documents: 2 });
    });

    test('while its file is taken: no half of it is taken for a whole', async () => {
      const { context } = testApp;
      await addTestBot(context, 'doomed');
      const actor = 'user:ada';
      const { chunks } = await exportBot(context, { actor, botId: 'doomed' });
      await deleteBot(context, { actor, botId: 'doomed', confirm: 'doomed' });
      await expect(Array.fromAsync(chunks)).rejects.toMatchObject({ code: 'not_found' });
    });

    const remove = (botId: string, confirm: string) =>
      owner.request(`/api/admin/bots/${botId}?confirm=${confirm}`, { method: 'DELETE' });

    test('with all that is its own, for good, and only that', async () => {
      await addTestBot(testApp.context, 'doomed');
      const bound = await testApp.keyOf('staff', 'doomed');
      await readEvents(await send('doomed'));
      const gone = (await (await remove('doomed', 'doomed')).json()) as BotContents;
      expect(gone).toMatchObject({ documents: 2, conversations: 1, keys: 1 });
      expect(await lastAct()).toMatchObject({ verb: 'deleteBot', subject: 'bot:doomed', details: gone });
      expect((await send('doomed')).status).toBe(404);
      expect((await testApp.request('/api/admin/bots', { key: bound })).status).toBe(401);
      for (const table of ['documents', 'passages', 'conversations', 'turns'] as const) {
        const left = await testApp.context.store.db
          .selectFrom(table)
          .select('id')
          .where('bot_id', '=', 'doomed')
          .execute();
        expect(`${table} ${left.length}`).toBe(`${table} 0`);
      }
      expect((await admin(TEST_BOT_ID)).status).toBe(200);
    });

    test('is gone for everyone at once, also where a crash keeps its rows; the next start deletes these', async () => {
      const { context } = testApp;
      await addTestBot(context, 'doomed');
      const bound = await testApp.keyOf('staff', 'doomed');
      const message = { role: 'user', text: 'How long does delivery take?' };
      const talk = { session: 'D'.repeat(43), body: { botId: 'doomed', id: 'talk', message } };
      await readEvents(await testApp.request('/api/chat', talk));
      const { session } = talk;
      expect((await testApp.request('/api/chat/talk', { session })).status).toBe(200);

      const dying = { ...context, store: dyingStore(context.store, 1), log: silentLog };
      await deleteBot(dying, { actor: 'user:ada', botId: 'doomed', confirm: 'doomed' });
      const rows = async () => {
        const of = (table: 'bots' | 'documents' | 'passages' | 'conversations' | 'turns') =>
          context.store.db.selectFrom(table).select('id');
        const own = ['documents', 'passages', 'conversations', 'turns'] as const;
        const left = own.map((table) => of(table).where('bot_id', '=', 'doomed').execute());
        return [await of('bots').where('id', '=', 'doomed').execute(), ...(await Promise.all(left))].flat()
          .length;
      };
      expect(await rows()).toBeGreaterThan(4);
      expect((await send('doomed')).status).toBe(404);
      expect((await testApp.request('/api/chat/talk', { session })).status).toBe(404);
      expect((await open_('doomed', SITE)).status).toBe(404);
      for (const path of ['', '/contents', '/conversations', '/documents']) {
        expect((await admin(`doomed${path}`)).status).toBe(404);
      }
      expect((await testApp.request('/api/admin/bots', { key: bound })).status).toBe(401);
      expect(await (await admin('')).text()).not.toContain('doomed');
      await recoverDocuments(context);
      await expireHandoffs(context);

      await sweepLeaving(context);
      expect(await rows()).toBe(0);
      expect((await admin(TEST_BOT_ID)).status).toBe(200);
    });

    test('and the work that waits for it or goes on; what others wait for stays', async () => {
      const { context } = testApp;
      await addTestBot(context, 'doomed');
      await context.store.transact(async (tx) => {
        for (const botId of ['doomed', TEST_BOT_ID]) {
          await enqueueJob(tx, { at: 1, actor: 'key:1', kind: 'waits', botId, input: null, runAfter: 9e15 });
        }
        const running = await enqueueJob(tx, {
          at: 1,
          actor: 'key:1',
          kind: 'runs',
          botId: 'doomed',
          input: null,
        });
        await tx
          .updateTable('jobs')
          .set({ state: 'running', lease_owner: 'lease_1', held_by: 'process_1' })
          .where('id', '=', running.id)
          .execute();
      });
      expect((await remove('doomed', 'doomed')).status).toBe(200);
      const jobs = await context.store.db
        .selectFrom('jobs')
        .select(['bot_id', 'kind', 'state', 'lease_owner'])
        .where('kind', 'in', ['waits', 'runs'])
        .orderBy('bot_id')
        .orderBy('kind')
        .execute();
      const gone = { bot_id: 'doomed', state: 'cancelled', lease_owner: null };
      expect(jobs).toEqual([
        { ...gone, kind: 'runs' },
        { ...gone, kind: 'waits' },
        { bot_id: TEST_BOT_ID, kind: 'waits', state: 'waiting', lease_owner: null },
      ]);
    });

    test('not without its id once more, not by an admin, not while it is taught', async () => {
      await addTestBot(testApp.context, 'kept');
      expect((await remove('kept', 'other')).status).toBe(400);
      const byAdmin = await testApp.request('/api/admin/bots/kept?confirm=kept', { key, method: 'DELETE' });
      expect(byAdmin.status).toBe(403);
      await insertTrainingRun(testApp.context.store, 'kept');
      const taught = await remove('kept', 'kept');
      expect(taught.status).toBe(409);
      expect(await taught.text()).toContain('run_1');
      await testApp.context.store.db.deleteFrom('teach_runs').execute();
      expect((await remove('kept', 'kept')).status).toBe(200);
    });
  });

  describe('the sites it was opened on', () => {
    const sites = async () =>
      ((await (await admin('seen/sites')).json()) as WidgetSites).sites.map(({ origin }) => origin);

    test('are told, without our own pages and those that may not show it', async () => {
      await addTestBot(testApp.context, 'seen', { allowedOrigins: [SITE] });
      await testApp.request('/api/bots/seen/public');
      for (const origin of ['http://localhost', 'https://thief.example', 'null']) await open_('seen', origin);
      expect(await sites()).toEqual([]);
      expect((await open_('seen', SITE)).status).toBe(200);
      expect(await sites()).toEqual([SITE]);
    });

    test('are told also of a page in a file, where whoever sets a bot up tries the line first', async () => {
      await addTestBot(testApp.context, 'tried');
      expect((await open_('tried', 'null')).status).toBe(200);
      const { sites } = (await (await admin('tried/sites')).json()) as WidgetSites;
      expect(sites.map(({ origin }) => origin)).toEqual(['null']);
    });

    test('with one write an hour', async () => {
      const lastSeen = () =>
        testApp.context.store.db
          .selectFrom('widget_sites')
          .selectAll()
          .where('bot_id', '=', 'seen')
          .execute();
      const set = (last_seen_at: number) =>
        testApp.context.store.db.updateTable('widget_sites').set({ last_seen_at }).execute();
      const recently = Date.now() - 60_000;
      await set(recently);
      await open_('seen', SITE);
      expect((await lastSeen())[0]?.last_seen_at).toBe(recently);
      await set(Date.now() - 2 * 3_600_000);
      await open_('seen', SITE);
      expect((await lastSeen())[0]?.last_seen_at).toBeGreaterThan(recently);
    });
  });
});
