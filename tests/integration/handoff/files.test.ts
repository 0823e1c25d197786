import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxConversation } from '../../../server/contract/index.ts';
import { describeApps, type TestApp } from '../../support/app.ts';
import {
  ASK,
  emptyBot,
  type Staff,
  staffOf,
  textsOf,
  type Visitor,
  visitorOf,
} from '../../support/handoff.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];
const WEBP = [...Buffer.from('RIFF....WEBPVP8 ')];

describeApps('files of visitors', (open) => {
  let app: TestApp;
  let botId: string;
  let visitor: Visitor;
  let staff: Staff;
  beforeAll(async () => {
    app = await open();
  });
  afterAll(() => app[Symbol.asyncDispose]());

  async function talk(files = true): Promise<string> {
    botId = await emptyBot(app, { files });
    visitor = visitorOf(app, botId);
    staff = await staffOf(app, botId);
    return (await visitor.say(ASK)).conversationId;
  }

  async function send(
    name: string,
    bytes: readonly number[] | string,
    session = visitor.session,
    id = 'talk',
  ) {
    const body = new FormData();
    body.append('file', new File([typeof bytes === 'string' ? bytes : Uint8Array.from(bytes)], name));
    return await app.request(`/api/chat/${id}/files`, { session, body });
  }

  const attachmentsOf = ({ conversation }: InboxConversation) =>
    conversation.messages.flatMap(({ parts }) => parts.filter((part) => part.type === 'data-attachment'));

  const fetchFile = (id: string, attachmentId: string, key = staff.key, bot = botId) =>
    app.request(`/api/admin/bots/${bot}/inbox/${id}/attachments/${attachmentId}`, { key });

  test('reach the person, as what their bytes are, to be saved only', async () => {
    const id = await talk();
    expect((await send('ticket.png', PNG)).status).toBe(201);
    await staff.take(id);
    expect((await send('page.html', '<script>alert(1)</script>')).status).toBe(201);
    expect((await send('C:\\photos\\café "x".exe', WEBP)).status).toBe(201);
    const detail = await staff.read(id);
    const names = ['ticket.png', 'page.html.txt', 'café x.exe.webp'];
    expect(attachmentsOf(detail).map(({ data }) => data.name)).toEqual(names);
    expect(textsOf(await visitor.conversation()).slice(-3)).toEqual(names);
    expect(detail.item.unanswered).toBeGreaterThan(2);
    const [png, html, webp] = attachmentsOf(detail);
    const shown = await fetchFile(id, png?.id ?? '');
    expect([...new Uint8Array(await shown.arrayBuffer())]).toEqual(PNG);
    const page = await fetchFile(id, html?.id ?? '');
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': "attachment; filename*=UTF-8''page.html.txt",
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'private, no-store',
    });
    expect((await fetchFile(id, webp?.id ?? '')).headers.get('content-disposition')).toContain('caf%C3%A9');
  });

  test('are refused: other kinds whatever their name, too large ones, and where the bot takes none or speaks itself', async () => {
    await talk();
    for (const bytes of [[0x4d, 0x5a, 0x90, 0x00], [0xff, 0xfe, 0x00, 0x41], [], '\u0000']) {
      expect((await send('photo.png', bytes)).status).toBe(400);
    }
    expect((await send('large.txt', 'a'.repeat(5 * 2 ** 20 + 1))).status).toBe(413);
    expect((await send('largest.txt', 'a'.repeat(5 * 2 ** 20))).status).toBe(201);
    await visitor.post('leave');
    expect((await send('ticket.png', PNG)).status).toBe(409);
    await talk(false);
    expect((await send('ticket.png', PNG)).status).toBe(403);
  });

  test('belong to one conversation: strangers, other bots and keys without the right get nothing, and they go with it', async () => {
    const id = await talk();
    await send('ticket.png', PNG);
    const stranger = visitorOf(app, botId);
    expect((await send('ticket.png', PNG, stranger.session, id)).status).toBe(404);
    const [file] = attachmentsOf(await staff.read(id));
    const attachmentId = file?.id ?? '';
    expect((await fetchFile(id, attachmentId)).status).toBe(200);
    expect(
      (await app.request(`/api/admin/bots/${botId}/inbox/${id}/attachments/${attachmentId}`)).status,
    ).toBe(401);
    const integrator = await app.keyOf('integrator', botId);
    expect((await fetchFile(id, attachmentId, integrator)).status).toBe(403);
    const { conversationId: other } = await stranger.say(ASK);
    expect((await fetchFile(other, attachmentId)).status).toBe(404);
    const elsewhere = await emptyBot(app);
    const admin = await app.keyOf('admin');
    expect((await fetchFile(id, attachmentId, admin, elsewhere)).status).toBe(404);
    const { db } = app.context.store;
    await db.deleteFrom('conversations').where('id', '=', id).execute();
    expect(await db.selectFrom('attachments').select('id').where('id', '=', attachmentId).execute()).toEqual(
      [],
    );
  });

  test('are twenty at most in a conversation', async () => {
    await talk();
    for (let sent = 0; sent < 20; sent += 1) expect((await send(`${sent}.png`, PNG)).status).toBe(201);
    expect((await send('more.png', PNG)).status).toBe(409);
  });
});
