import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { allLessons, createLesson, importLessons, listLessons } from '../../../server/tuning/index.ts';
import { openTestLessons } from '../../support/lessons.ts';
import { describeStores } from '../../support/store.ts';

const actor = 'key:staff';
const botId = 'bot';
const returns = { actor, botId, question: 'Can I return boots?', answer: 'Yes, within 30 days.' };
const bytesOf = (text: string) => new TextEncoder().encode(text);

describeStores('lessons', (open) => {
  test('a lesson is kept as a draft, found again by its words, and kept once', async () => {
    await using deps = await openTestLessons(open);
    const made = await createLesson(deps, { ...returns, context: 'Boots: 30 days.' });
    expect(made).toMatchObject({
      state: 'draft',
      source: 'form',
      author: actor,
      version: 1,
      kind: 'knowledge',
    });
    await createLesson(deps, { ...returns, question: 'Do you sell gas?', answer: 'No_t online.' });
    const found = await listLessons(deps, { botId, text: 'BOOTS' });
    expect(found).toEqual({ lessons: [made], total: 1 });
    expect((await listLessons(deps, { botId, text: '_t' })).total).toBe(1);
    await createLesson(deps, { ...returns, question: 'Überweisung möglich?', answer: 'Ja, gern.' });
    expect((await listLessons(deps, { botId, text: 'Überweisung' })).total).toBe(1);
    const again = createLesson(deps, {
      ...returns,
      question: 'can I return BOOTS',
      context: 'Boots, 30 days',
    });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    expect(await listAudit(deps.store, { subject: `bot:${botId}`, limit: 9 })).toHaveLength(4);
  });

  test('a page at a time, newest first', async () => {
    await using deps = await openTestLessons(open);
    for (const number of [1, 2, 3]) await createLesson(deps, { ...returns, question: `Question ${number}` });
    const first = await listLessons(deps, { botId, limit: 2 });
    expect(first.lessons.map((lesson) => lesson.question)).toEqual(['Question 3', 'Question 2']);
    const { next = 0 } = first;
    const second = await listLessons(deps, { botId, limit: 2, before: next });
    expect(second.lessons.map((lesson) => lesson.question)).toEqual(['Question 1']);
    expect(second).not.toHaveProperty('next');
  });

  test('nobody’s personal data is kept, the organisation’s own contacts are', async () => {
    await using deps = await openTestLessons(open);
    const made = await createLesson(deps, {
      ...returns,
      question: 'I am jo@home.example, can I call?',
      answer: 'Yes, call 01632 960 420 or write to help@shop.example.',
      history: [{ role: 'user', content: 'My card is 4111 1111 1111 1111' }],
    });
    expect(made.question).toBe('I am [e-mail], can I call?');
    expect(made.answer).toBe('Yes, call 01632 960 420 or write to help@shop.example.');
    expect(made.history).toEqual([{ role: 'user', content: 'My card is [card]' }]);
  });

  test('the sample organisation’s lessons come in once, and name their documents', async () => {
    await using deps = await openTestLessons(open);
    const name = 'knowledge/larch-and-loft/taxonomy/knowledge/returns/qna.yaml';
    const files = [{ name, bytes: await readFile(name), licence: 'Apache-2.0' }];
    const report = await importLessons(deps, { actor, botId, files, approve: true });
    expect(report).toMatchObject({ refused: 0, alreadyThere: 0 });
    expect(report.added).toBeGreaterThanOrEqual(15);
    expect(await importLessons(deps, { actor, botId, files })).toMatchObject({
      added: 0,
      alreadyThere: report.added,
    });
    const [first] = await allLessons(deps, { botId, state: 'approved' });
    expect(first).toMatchObject({
      question: 'May I pitch a tent once before I decide to keep it?',
      author: 'foyer-authors',
      licence: 'Apache-2.0',
      reviewer: actor,
      source: 'qna',
    });
  });

  test('a file with a mistake changes nothing, unless what is right in it is asked for', async () => {
    await using deps = await openTestLessons(open);
    const good = {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello.' },
      ],
    };
    const text = `${JSON.stringify(good)}\n{"messages": 4}\n`;
    const files = [{ name: 'chats.jsonl', bytes: bytesOf(text) }];
    const refused = await importLessons(deps, { actor, botId, files });
    expect(refused.files[0]).toMatchObject({
      kept: false,
      added: 0,
      complaints: [{ line: 2, field: 'messages', message: 'must be a list' }],
    });
    expect((await listLessons(deps, { botId })).total).toBe(0);
    const kept = await importLessons(deps, { actor, botId, files, skipInvalid: true });
    expect(kept).toMatchObject({ added: 1, refused: 1 });
  });

  test('what an attribution says of a file is complained about there, and keeps no other file out', async () => {
    await using deps = await openTestLessons(open);
    const table = (name: string) => ({ name, bytes: bytesOf(`question,answer\nWhat is ${name}?,Ours\n`) });
    const files = [{ ...table('a.csv'), licence: 'x'.repeat(600) }, table('b.csv')];
    const report = await importLessons(deps, { actor, botId, files });
    expect(report.files).toMatchObject([
      { file: 'a.csv', kept: false, complaints: [{ line: 2, field: 'licence' }] },
      { file: 'b.csv', kept: true, added: 1 },
    ]);
  });
});
