import { expect, test } from 'vitest';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { handClock } from '../../support/clock.ts';
import { readParts, textOf } from '../../support/read-stream.ts';

const PATH = `/api/admin/bots/${TEST_BOT_ID}/approved-answers`;
const QUESTION = 'Do you price match with other shops?';
const ANSWER = 'We match a lower price for 14 days. Send us the link.';

describeApps('approved answers over HTTP', (open) => {
  async function ask(app: TestApp, text: string): Promise<{ text: string; kind: string | undefined }> {
    const body = { botId: TEST_BOT_ID, message: { role: 'user', content: text } };
    const parts = await readParts(await app.request('/api/chat', { body }));
    const finish = parts.find((part) => part.type === 'finish');
    return { text: textOf(parts), kind: finish?.messageMetadata.kind };
  }

  test('is said word for word from the next question on, counted, and gone once deleted', async () => {
    await using app = await open({ script: 'I have no idea.' });
    const key = await app.keyOf('staff');
    expect((await ask(app, QUESTION)).kind).not.toBe('approved');
    const made = await app.request(PATH, { key, body: { question: QUESTION, answer: ANSWER } });
    expect(made.status).toBe(201);
    const { id, version } = (await made.json()) as { id: string; version: number };
    expect(await ask(app, QUESTION)).toEqual({ text: ANSWER, kind: 'approved' });
    expect(await list(app, key)).toMatchObject([{ id, hits: 1, owner: expect.stringMatching(/^key:/) }]);

    const changes = { answer: 'We match prices no more.' };
    const body = { changes, expectedVersion: version };
    expect((await app.request(`${PATH}/${id}`, { method: 'PATCH', key, body })).status).toBe(200);
    expect((await app.request(`${PATH}/${id}`, { method: 'PATCH', key, body })).status).toBe(409);
    expect((await ask(app, QUESTION)).text).toBe(changes.answer);

    expect((await app.request(`${PATH}/${id}`, { method: 'DELETE', key })).status).toBe(204);
    expect((await ask(app, QUESTION)).kind).not.toBe('approved');
  });

  test('is not said after its last day, nor while switched off', async () => {
    const clock = handClock(1_000);
    await using app = await open({ overrides: { clock } });
    const key = await app.keyOf('admin');
    const body = { question: QUESTION, answer: ANSWER, expiresAt: 5_000 };
    const { id } = (await (await app.request(PATH, { key, body })).json()) as { id: string };
    const set = async (changes: object, expectedVersion: number) =>
      await app.request(`${PATH}/${id}`, { method: 'PATCH', key, body: { changes, expectedVersion } });
    await set({ enabled: false }, 1);
    expect((await ask(app, QUESTION)).kind).not.toBe('approved');
    await set({ enabled: true }, 2);
    expect((await ask(app, QUESTION)).kind).toBe('approved');
    clock.advance(5_000);
    expect((await ask(app, QUESTION)).kind).not.toBe('approved');
  });

  test('come from a CSV; a row that cannot be taken is named with its line, the others stand', async () => {
    await using app = await open();
    const key = await app.keyOf('staff');
    const csv = `question;answer;paraphrases;expires
${QUESTION};${ANSWER};Will you match a price?|Price promise?;2099-12-31
;No question here;;
Is parking free?;Yes, for two hours.;;31/12/2026
${QUESTION};Again;;`;
    const response = await app.request(`${PATH}/import`, { key, body: { csv } });
    expect(await response.json()).toEqual({
      added: 1,
      refused: [
        { line: 3, message: expect.stringContaining('question') },
        { line: 4, message: expect.stringContaining('2026-12-31') },
        { line: 5, message: expect.stringContaining('already') },
      ],
    });
    const [answer] = await list(app, key);
    expect(answer).toMatchObject({ paraphrases: ['Will you match a price?', 'Price promise?'] });
    const twice = 'question,answer,Answer\nDo you ship?,Yes.,No.';
    const doubled = await app.request(`${PATH}/import`, { key, body: { csv: twice } });
    expect(doubled.status).toBe(400);
    expect(await doubled.text()).toContain('Columns 2 and 3 of the first line are both read as');
    const wrong = await app.request(`${PATH}/import`, { key, body: { csv: 'a,b\n1,2' } });
    expect(wrong.status).toBe(400);
  });

  async function list(app: TestApp, key: string): Promise<unknown[]> {
    const response = await app.request(PATH, { key });
    return ((await response.json()) as { approvedAnswers: unknown[] }).approvedAnswers;
  }
});
