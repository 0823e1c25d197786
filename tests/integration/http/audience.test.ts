import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AskReply, Document } from '../../../server/contract/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { openIdentityTokens } from '../../support/identity-tokens.ts';

const BOT = `/api/admin/bots/${TEST_BOT_ID}`;
const QUESTION = 'What discount do partners get on kayaks?';
/** Stands in the document that is not for everybody, and nowhere else. */
const SECRET = 'quokka';
const TERMS = `# Kayak terms\n\nPartners get a quokka discount of 37 percent on kayaks.\n`;
const MEMBERS = '# Member lounge\n\nSigned in members get a wombat locker in the lounge.\n';

type Sign = Awaited<ReturnType<typeof openIdentityTokens>>;

async function upload(app: TestApp, key: string, file: File, audience?: object): Promise<string> {
  const form = new FormData();
  form.append('files', file);
  if (audience) form.append('audience', JSON.stringify(audience));
  const sent = await app.request(`${BOT}/documents`, { key, body: form });
  expect(sent.status).toBe(200);
  return await sent.text();
}

async function documentOf(app: TestApp, key: string, name: string, botId = TEST_BOT_ID): Promise<Document> {
  const list = await app.request(`/api/admin/bots/${botId}/documents`, { key });
  const { documents } = (await list.json()) as { documents: Document[] };
  const found = documents.find((document) => document.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

describeApps('the audience of a document', (open) => {
  let app: TestApp;
  let key: string;
  let sign: Sign;
  beforeAll(async () => {
    app = await open();
    key = await app.keyOf('admin');
    sign = await openIdentityTokens(app);
    await upload(app, key, new File([TERMS], 'terms.md'), { kind: 'groups', groups: ['partners'] });
    await upload(app, key, new File([MEMBERS], 'members.md'), { kind: 'signed-in' });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  /** All that goes over the wire to a visitor. */
  async function chat(question: string, token?: string): Promise<string> {
    const response = await app.request('/api/chat', {
      body: { botId: TEST_BOT_ID, message: { role: 'user', text: question } },
      ...(token !== undefined && { headers: { 'x-foyer-identity': token } }),
    });
    expect(response.status).toBe(200);
    return (await response.text()).toLowerCase();
  }
  const partner = () => sign('pat', { groups: ['partners', 'north'] });

  test('it is what the upload said, and a file that comes again keeps it', async () => {
    const terms = await documentOf(app, key, 'terms.md');
    expect(terms.audience).toEqual({ kind: 'groups', groups: ['partners'] });
    expect((await documentOf(app, key, 'returns.md')).audience).toEqual({ kind: 'everyone' });
    await upload(app, key, new File([`${TERMS}\nKayaks are blue.\n`], 'terms.md'));
    expect((await documentOf(app, key, 'terms.md')).audience).toEqual(terms.audience);
  });

  describe('reaches whom it is for, and nobody else', () => {
    test('in the chat: text, sources and suggestions', async () => {
      expect(await chat(QUESTION, await partner())).toContain(SECRET);
      for (const token of [undefined, await sign('ann'), await sign('bea', { groups: ['staff'] })]) {
        expect(await chat(QUESTION, token)).not.toContain(SECRET);
        expect(await chat(`${QUESTION} Kayak terms`, token)).not.toMatch(/quokka|kayak terms/);
      }
      const lounge = 'What locker do signed in members get in the lounge?';
      expect(await chat(lounge)).not.toContain('wombat');
      expect(await chat(lounge, await sign('ann'))).toContain('wombat');
    });

    test('also not right after somebody who may read it asked the same', async () => {
      const asked = await Promise.all([chat(QUESTION, await partner()), chat(QUESTION), chat(QUESTION)]);
      expect(asked.map((said) => said.includes(SECRET))).toEqual([true, false, false]);
    });

    test('through an API in OpenAI’s form: a token says for whom is asked', async () => {
      const complete = (headers: Record<string, string>, stream = false) =>
        app.request('/v1/chat/completions', {
          key,
          headers,
          body: { model: TEST_BOT_ID, stream, messages: [{ role: 'user', content: QUESTION }] },
        });
      for (const stream of [true, false]) {
        expect(await (await complete({}, stream)).text()).not.toContain(SECRET);
        const vouched = await complete({ 'x-foyer-identity': await partner() }, stream);
        expect(await vouched.text()).toContain(SECRET);
      }
      expect((await complete({ 'x-foyer-identity': 'made up' })).status).toBe(401);
    });

    test('when staff try it: as nobody in particular unless they say as whom', async () => {
      const ask = async (visitor?: object): Promise<AskReply> => {
        const reply = await app.request(`${BOT}/ask`, { key, body: { question: QUESTION, visitor } });
        expect(reply.status).toBe(200);
        return (await reply.json()) as AskReply;
      };
      const anonymous = await ask();
      expect(JSON.stringify(anonymous).toLowerCase()).not.toContain('kayak terms');
      expect(JSON.stringify(anonymous)).not.toContain(SECRET);
      const reader = { signedIn: true, groups: ['partners'] };
      const known = await ask(reader);
      expect(JSON.stringify(known.sources)).toContain(SECRET);
      expect(known.passport.reader).toEqual(reader);
      expect(JSON.stringify(await ask({ signedIn: false, groups: ['partners'] }))).not.toContain(SECRET);
    });

    test('in the search of the console: everything, or what a visitor would find', async () => {
      const find = async (visitor?: object) => {
        const found = await app.request(`${BOT}/search`, { key, body: { question: QUESTION, visitor } });
        return await found.text();
      };
      expect(await find()).toContain(SECRET);
      expect(await find({ signedIn: true, groups: [] })).not.toContain(SECRET);
      expect(await find({ signedIn: true, groups: ['partners'] })).toContain(SECRET);
    });

    test('nothing of it is made into questions that are suggested or taught', async () => {
      const suggested = await app.request(`${BOT}/suggested-questions?limit=20`, { key });
      expect((await suggested.text()).toLowerCase()).not.toMatch(/kayak|lounge/);
    });
  });

  test('a correction, which everybody would be told, is refused where the answer rests on it', async () => {
    const asked = await app.request(`${BOT}/ask`, {
      key,
      body: { question: QUESTION, visitor: { signedIn: true, groups: ['partners'] } },
    });
    const { turnId } = (await asked.json()) as AskReply;
    for (const route of ['fact', 'approved', 'lesson']) {
      const made = await app.request(`${BOT}/corrections`, {
        key,
        body: {
          answerId: turnId,
          answer: 'Partners get 40 percent on kayaks.',
          route,
          testQuestion: 'Rebate?',
        },
      });
      expect([route, made.status, await made.text()]).toEqual([
        route,
        409,
        expect.stringMatching(/Kayak terms|Member lounge/),
      ]);
    }
  });

  test('a copy of the bot keeps it', async () => {
    const copied = await app.request(`${BOT}/duplicate`, { key, body: { name: 'Copy' } });
    const { id } = (await copied.json()) as { id: string };
    expect((await documentOf(app, key, 'terms.md', id)).audience).toEqual({
      kind: 'groups',
      groups: ['partners'],
    });
  });

  test('a change holds from the next question on, both ways', async () => {
    const delivery = 'How long does standard delivery take?';
    const { id } = await documentOf(app, key, 'delivery.md');
    const set = async (audience: object) => {
      const changed = await app.request(`${BOT}/documents/${id}`, {
        key,
        method: 'PATCH',
        body: { audience },
      });
      expect(await changed.json()).toMatchObject({ audience });
    };
    expect(await chat(delivery)).toContain('three working days');
    await set({ kind: 'groups', groups: ['staff'] });
    expect(await chat(delivery)).not.toContain('three working days');
    expect(await chat(delivery, await partner())).not.toContain('three working days');
    expect(await chat(delivery, await sign('s', { groups: ['staff'] }))).toContain('three working days');
    await set({ kind: 'everyone' });
    expect(await chat(delivery)).toContain('three working days');
  });

  test('who was slower is told, and what the faster one set stays', async () => {
    const { id } = await documentOf(app, key, 'delivery.md');
    const save = (body: object) => app.request(`${BOT}/documents/${id}`, { key, method: 'PATCH', body });
    const everyone = { kind: 'everyone' };
    const seen = { audience: everyone, validFrom: null, validUntil: null };
    const staff = { kind: 'groups', groups: ['staff'] };
    expect((await save({ audience: staff, expected: seen })).status).toBe(200);
    const slower = await save({ audience: { kind: 'signed-in' }, expected: seen });
    expect([slower.status, await slower.text()]).toEqual([409, expect.stringContaining('who may be told')]);
    expect((await documentOf(app, key, 'delivery.md')).audience).toEqual(staff);
    expect((await save({ audience: everyone, expected: { audience: staff } })).status).toBe(200);

    expect((await save({ validUntil: 4_000_000_000_000, expected: seen })).status).toBe(200);
    const late = await save({ validUntil: null, validFrom: 1, expected: seen });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('how long')]);
    expect(await documentOf(app, key, 'delivery.md')).toMatchObject({ validUntil: 4_000_000_000_000 });
    expect((await save({ validUntil: null, expected: { validUntil: 4_000_000_000_000 } })).status).toBe(200);
  });

  test('what is no audience and no list of groups is refused with the way to mend it', async () => {
    const { id } = await documentOf(app, key, 'delivery.md');
    for (const audience of [
      { kind: 'groups', groups: [] },
      { kind: 'friends' },
      { kind: 'groups', groups: ['a,b'] },
    ]) {
      const changed = await app.request(`${BOT}/documents/${id}`, {
        key,
        method: 'PATCH',
        body: { audience },
      });
      expect(changed.status).toBe(400);
    }
    const response = await app.request('/api/chat', {
      body: { botId: TEST_BOT_ID, message: { role: 'user', text: QUESTION } },
      headers: { 'x-foyer-identity': await sign('x', { groups: 'partners' }) },
    });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('groups must be a list');
  });
});
