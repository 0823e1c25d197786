import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  allTestQuestions,
  approveLesson,
  createLesson,
  createTestQuestion,
  deleteLesson,
  deleteTestQuestion,
  exportTestQuestions,
  getLesson,
  getTestQuestion,
  importTestQuestions,
  listTestQuestions,
  questionRowOf,
  retireLesson,
  updateLesson,
  updateTestQuestion,
} from '../../../server/tuning/index.ts';
import { openTestLessons } from '../../support/lessons.ts';
import { describeStores } from '../../support/store.ts';

const actor = 'key:staff';
const botId = 'bot';
const returns = { actor, botId, question: 'Can I return boots?', answer: 'Yes, within 30 days.' };
const bytesOf = (text: string) => new TextEncoder().encode(text);

describeStores('a lesson’s life', (open) => {
  test('approved by a second person, a draft again when changed, refused when somebody else was faster', async () => {
    await using deps = await openTestLessons(open);
    const { id: lessonId, version } = await createLesson(deps, {
      ...returns,
      context: 'Boots.',
      task: 'Be brief.',
    });
    const approve = { actor: 'key:admin', botId, lessonId, expectedVersion: version };
    expect(await approveLesson(deps, approve)).toMatchObject({
      state: 'approved',
      reviewer: 'key:admin',
      version: 2,
    });
    const changes = { answer: 'Yes, within 60 days.', context: null };
    const stale = updateLesson(deps, { actor, botId, lessonId, changes, expectedVersion: 1 });
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
    const changed = await updateLesson(deps, { actor, botId, lessonId, changes, expectedVersion: 2 });
    expect(changed).toMatchObject({
      state: 'draft',
      version: 3,
      answer: 'Yes, within 60 days.',
      task: 'Be brief.',
    });
    expect(changed).not.toHaveProperty('reviewer');
    expect(changed).not.toHaveProperty('context');
    expect(await retireLesson(deps, { actor, botId, lessonId })).toMatchObject({
      state: 'retired',
      version: 4,
    });
    const other = { actor, botId: 'other', lessonId };
    await expect(deleteLesson(deps, other)).rejects.toMatchObject({ code: 'not_found' });
    await deleteLesson(deps, { actor, botId, lessonId });
    await expect(getLesson(deps, { botId, lessonId })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describeStores('test questions', (open) => {
  test('a test is made, changed under a version, listed and deleted', async () => {
    await using deps = await openTestLessons(open);
    const made = await createTestQuestion(deps, { actor, botId, question: 'Is jo@home.example returnable?' });
    expect(made).toMatchObject({
      question: 'Is [e-mail] returnable?',
      split: 'heldout',
      answerable: true,
      version: 1,
    });
    const { id: testId } = made;
    const changes = { split: 'dev', mustPass: true, reference: 'Yes.' } as const;
    const changed = await updateTestQuestion(deps, { actor, botId, testId, changes, expectedVersion: 1 });
    expect(changed).toMatchObject({ ...changes, name: made.name, version: 2 });
    const stale = updateTestQuestion(deps, { actor, botId, testId, changes, expectedVersion: 1 });
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
    expect(await listTestQuestions(deps, { botId, split: 'dev' })).toEqual({ tests: [changed], total: 1 });
    await deleteTestQuestion(deps, { actor, botId, testId });
    await expect(getTestQuestion(deps, { botId, testId })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a test is found by words of its question, its ideal answer or its key facts', async () => {
    await using deps = await openTestLessons(open);
    const boots = await createTestQuestion(deps, { actor, botId, question: 'Can I return BOOTS?' });
    const kettle = await createTestQuestion(deps, {
      actor,
      botId,
      question: 'What is mending?',
      reference: 'A kettle is mended by Überkopf & Söhne.',
      mustInclude: ['£12', '50 % off'],
    });
    const found = async (text: string) => (await listTestQuestions(deps, { botId, text })).tests;
    expect(await found(' boots ')).toEqual([boots]);
    expect(await found('Überkopf')).toEqual([kettle]);
    expect(await found('£12')).toEqual([kettle]);
    expect(await found('0 %')).toEqual([kettle]);
    expect(await found('%')).toEqual([kettle]);
    expect(await found('')).toHaveLength(2);
    expect((await listTestQuestions(deps, { botId, text: 'boots', split: 'dev' })).total).toBe(0);
  });

  test('a question is a lesson or a test, never both', async () => {
    await using deps = await openTestLessons(open);
    const lesson = await createLesson(deps, returns);
    const asTest = createTestQuestion(deps, { actor, botId, question: ' can I RETURN boots' });
    await expect(asTest).rejects.toMatchObject({ code: 'conflict', message: /one of the lessons/ });
    await deleteLesson(deps, { actor, botId, lessonId: lesson.id });
    await createTestQuestion(deps, { actor, botId, question: 'Can I return boots?' });
    await expect(createLesson(deps, returns)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/test questions.*never taught/),
    });
    const afterAsking = await createLesson(deps, {
      ...returns,
      history: [{ role: 'user', content: 'I mean the red ones' }],
    });
    const changes = { history: null };
    const turned = updateLesson(deps, { actor, botId, lessonId: afterAsking.id, changes });
    await expect(turned).rejects.toMatchObject({ code: 'conflict' });
  });

  test('the sample organisation’s tests come in, are changed by a new file, and go out as they were', async () => {
    await using deps = await openTestLessons(open);
    const folder = 'knowledge/alderbrook-library/tests';
    const files = await Promise.all(
      ['questions.jsonl', 'must-pass.jsonl'].map(async (name) => ({
        name,
        bytes: await readFile(`${folder}/${name}`),
      })),
    );
    const report = await importTestQuestions(deps, { actor, botId, files });
    expect(report).toMatchObject({ added: 47, changed: 0, refused: 0 });
    expect(await importTestQuestions(deps, { actor, botId, files })).toMatchObject({
      added: 0,
      alreadyThere: 47,
    });
    const mustPass = await allTestQuestions(deps, { botId, mustPass: true });
    expect(mustPass).toHaveLength(4);
    const lines = files[0]?.bytes.toString().trim().split('\n') ?? [];
    const all = await allTestQuestions(deps, { botId });
    const rows = all.slice(0, lines.length).map(questionRowOf);
    expect(rows).toEqual(lines.map((line) => withoutEmpty(JSON.parse(line))));
    const exported = bytesOf(await exportTestQuestions(deps, { botId }));
    const again = await importTestQuestions(deps, {
      actor,
      botId,
      files: [{ name: 'out.jsonl', bytes: exported }],
    });
    expect(again).toMatchObject({ added: 0, changed: 0, alreadyThere: 47 });
    const [first] = all;
    const edited = JSON.stringify({ id: first?.name, question: first?.question, reference: 'Other words.' });
    const newer = [{ name: 'edited.jsonl', bytes: bytesOf(edited) }];
    expect(await importTestQuestions(deps, { actor, botId, files: newer })).toMatchObject({ changed: 1 });
  });

  test('a table of tests is read, and each complaint names line, column and field', async () => {
    await using deps = await openTestLessons(open);
    await createLesson(deps, returns);
    const good = 'ID;Question;Must include;Gold ids;Answerable\nt1;Open today?;8:30 | 18:00;hours.md;yes\n';
    const files = [{ name: 'tests.csv', bytes: bytesOf(good) }];
    expect(await importTestQuestions(deps, { actor, botId, files })).toMatchObject({ added: 1 });
    const [kept] = await allTestQuestions(deps, { botId });
    expect(kept).toMatchObject({ name: 't1', mustInclude: ['8:30', '18:00'], goldDocuments: ['hours.md'] });
    const bad =
      'id,question,answerable,split\na,Can I return boots?,,\nb,Why?,perhaps,\nb,,,\nc,How?,,train\n';
    const wrong = [{ name: 'bad.csv', bytes: bytesOf(bad) }];
    const report = await importTestQuestions(deps, { actor, botId, files: wrong });
    expect(report).toMatchObject({ added: 0, refused: 4 });
    expect(report.files[0]?.complaints).toMatchObject([
      { line: 3, column: 3, field: 'answerable' },
      { line: 4, column: 2, field: 'question', message: 'is empty' },
      { line: 5, field: 'split' },
      { line: 2, field: 'question', message: expect.stringMatching(/one of the lessons/) },
    ]);
    const twice = [
      { name: 'twice.csv', bytes: bytesOf('question,answer,reference\nWhen?,At noon.,At one.\n') },
    ];
    const { files: read } = await importTestQuestions(deps, { actor, botId, files: twice });
    expect(read[0]?.complaints).toMatchObject([{ line: 1, column: 3, field: 'reference' }]);
  });
});

function withoutEmpty(row: Record<string, unknown>): unknown {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}
