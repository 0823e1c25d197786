import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { formOf } from '../../support/form-of.ts';

const BASE = `/api/admin/bots/${TEST_BOT_ID}`;
const lesson = { question: 'May I bring a dog?', answer: 'Yes, on a lead.' };

async function json(response: Response | Promise<Response>) {
  const { status, ok } = await response;
  return { status, ok, body: await (await response).json() };
}

async function upload(app: TestApp, path: string, key: string, files: Record<string, string | Uint8Array>) {
  return json(app.request(`${BASE}${path}`, { key, body: formOf(files) }));
}

describeApps('lessons over HTTP', (open) => {
  test('staff propose, an admin approves, a change makes it a draft again', async () => {
    await using app = await open();
    const staff = await app.keyOf('staff');
    const admin = await app.keyOf('admin');
    const made = await json(app.request(`${BASE}/lessons`, { key: staff, body: lesson }));
    expect(made).toMatchObject({ status: 201, body: { state: 'draft', version: 1 } });
    const path = `${BASE}/lessons/${made.body.id}`;
    const approval = { body: { expectedVersion: 1 } };
    expect((await app.request(`${path}/approve`, { key: staff, ...approval })).status).toBe(403);
    const approved = await json(app.request(`${path}/approve`, { key: admin, ...approval }));
    expect(approved.body).toMatchObject({
      state: 'approved',
      version: 2,
      reviewer: expect.stringMatching(/^key/),
    });
    const change = { changes: { answer: 'No.', context: null }, expectedVersion: 1 };
    const patch = (body: unknown) => app.request(path, { method: 'PATCH', key: staff, body });
    expect((await patch(change)).status).toBe(409);
    expect((await json(patch({ ...change, expectedVersion: 2 }))).body).toMatchObject({
      state: 'draft',
      answer: 'No.',
    });
    expect((await json(app.request(`${path}/retire`, { key: staff, body: {} }))).body).toMatchObject({
      state: 'retired',
    });
    const page = await json(app.request(`${BASE}/lessons?state=retired&text=DOG&limit=1`, { key: staff }));
    expect(page.body).toMatchObject({ total: 1, lessons: [{ id: made.body.id }] });
    expect((await app.request(path, { method: 'DELETE', key: staff })).status).toBe(204);
    expect((await app.request(path, { key: staff })).status).toBe(404);
  });

  test('files come in, with every mistake’s place, and go out', async () => {
    await using app = await open();
    const staff = await app.keyOf('staff');
    const files = {
      'lessons.csv': 'question,answer\nMay I bring a dog?,"Yes, on a lead."\n',
      'bad.csv': 'question,answer\nx,\n',
    };
    expect((await upload(app, '/lessons/import?approve=true', staff, files)).status).toBe(403);
    const report = await upload(app, '/lessons/import', staff, files);
    expect(report).toMatchObject({
      status: 200,
      body: {
        added: 1,
        refused: 1,
        files: [{ kept: true }, { kept: false, complaints: [{ line: 2, column: 2, field: 'answer' }] }],
      },
    });
    const admin = await app.keyOf('admin');
    const folder = 'knowledge/alderbrook-library/taxonomy/compositional_skills/house_style';
    const [qna, attribution] = await Promise.all([
      readFile(`${folder}/qna.yaml`),
      readFile(`${folder}/attribution.txt`),
    ]);
    const approved = await upload(app, '/lessons/import?approve=true', admin, {
      'qna.yaml': qna,
      'attribution.txt': attribution,
    });
    expect(approved.body).toMatchObject({ refused: 0, files: [{ file: 'qna.yaml', kept: true }] });
    for (const format of ['jsonl', 'csv', 'qna']) {
      const response = await app.request(`${BASE}/lessons/export?format=${format}&state=approved`, {
        key: staff,
      });
      const name = /filename="(.+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
      const bytes = new Uint8Array(await response.arrayBuffer());
      const again = await upload(app, '/lessons/import', staff, { [name]: bytes });
      expect(again.body).toMatchObject({ added: 0, refused: 0, alreadyThere: approved.body.added });
    }
    const check = await json(app.request(`${BASE}/lessons/check?state=draft`, { key: staff }));
    expect(check.body).toMatchObject({ lessons: 1, findings: [{ kind: 'few' }] });
  });

  test('an archive that is none, or a bomb, is refused in a sentence', async () => {
    await using app = await open();
    const staff = await app.keyOf('staff');
    const report = await upload(app, '/lessons/import', staff, { 'a.zip': 'no archive' });
    expect(report).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringMatching(/a\.zip is damaged/) } },
    });
  });

  test('test questions: made, refused as lessons, changed, imported, exported', async () => {
    await using app = await open();
    const staff = await app.keyOf('staff');
    const test = {
      question: lesson.question,
      mustInclude: ['lead'],
      goldDocuments: ['delivery.md'],
      mustPass: true,
    };
    const made = await json(app.request(`${BASE}/test-questions`, { key: staff, body: test }));
    expect(made).toMatchObject({ status: 201, body: { ...test, split: 'heldout', answerable: true } });
    const leak = await json(app.request(`${BASE}/lessons`, { key: staff, body: lesson }));
    expect(leak).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringMatching(/one of the test questions/) } },
    });
    const path = `${BASE}/test-questions/${made.body.id}`;
    const change = { changes: { split: 'dev' }, expectedVersion: 1 };
    const changed = await json(app.request(path, { method: 'PATCH', key: staff, body: change }));
    expect(changed.body).toMatchObject({ split: 'dev', version: 2 });
    const exported = await (
      await app.request(`${BASE}/test-questions/export?split=dev`, { key: staff })
    ).text();
    const again = await upload(app, '/test-questions/import', staff, { 'out.jsonl': exported });
    expect(again.body).toMatchObject({ added: 0, changed: 0, alreadyThere: 1 });
    const page = await json(app.request(`${BASE}/test-questions?mustPass=true&text=DOG`, { key: staff }));
    expect(page.body).toMatchObject({ total: 1 });
    const none = await json(app.request(`${BASE}/test-questions?text=giraffe`, { key: staff }));
    expect(none.body).toMatchObject({ total: 0, tests: [] });
    expect((await app.request(path, { method: 'DELETE', key: staff })).status).toBe(204);
    const reader = await app.keyOf('reader');
    expect((await app.request(`${BASE}/test-questions`, { key: reader, body: test })).status).toBe(403);
    expect((await app.request(`${BASE}/lessons`, { key: reader, body: lesson })).status).toBe(403);
  });
});
