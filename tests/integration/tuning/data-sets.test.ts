import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isModelRefusal, questionIn } from '../../../server/answering/index.ts';
import { listDocuments, setDocumentAudience } from '../../../server/knowledge/index.ts';
import {
  allLessons,
  createTestQuestion,
  type DataRow,
  findDerivedData,
  getDataSet,
  listDataRows,
  listDataSets,
  makeDataSet,
  readTrainingRows,
  synthesise,
} from '../../../server/tuning/index.ts';
import type { TestKnowledge } from '../../support/knowledge.ts';
import { describeStores, openTestStore } from '../../support/store.ts';
import { openTaughtBot, teach } from '../../support/taught-bot.ts';

const botId = 'bot';
const base = { id: 'tiny', sha256: 'a'.repeat(64) };
/** Refusals are taught only where a recipe asks for them. */
const DECLINING = { shares: { refusal: 0.16, nearMiss: 0.1, followUp: 0.08, paraphrase: 0.16 } };
const input = { actor: 'key:staff', botId, base, seed: 1, recipe: { heldOutShare: 0.3 } };

async function rowsOf(deps: TestKnowledge, dataSetId: string): Promise<DataRow[]> {
  return (await listDataRows(deps, { botId, dataSetId, limit: 1_000 })).rows;
}

describeStores('data sets', (open) => {
  test('every answer stands in its prompt, what is not there is declined, no document is on both sides', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const recipe = { ...input.recipe, ...DECLINING };
    const { dataSetId, manifest } = await makeDataSet(deps, { ...input, recipe });
    const kept = (await rowsOf(deps, dataSetId)).filter(({ state }) => state === 'kept');
    expect(kept.filter(({ part }) => part === 'answer').length).toBeGreaterThan(8);
    expect(kept.some(({ part }) => part === 'removed')).toBe(true);
    const sides = new Map<string, Set<string>>();
    for (const { part, messages = [], target, documentName, split } of kept) {
      const prompt = messages.at(-2)?.content ?? '';
      expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant']);
      const declined = ['removed', 'unasked', 'off-topic'].includes(part);
      expect(isModelRefusal(target)).toBe(declined);
      for (const number of declined ? [] : (target.match(/\d+/g) ?? [])) expect(prompt).toContain(number);
      if (documentName !== undefined)
        sides.set(documentName, (sides.get(documentName) ?? new Set()).add(split ?? ''));
    }
    expect([...sides.values()].every(({ size }) => size === 1)).toBe(true);
    expect(manifest.train + manifest.heldOut).toBe(kept.length);
    const { train, heldOut } = await readTrainingRows(deps, dataSetId);
    expect([train.length, heldOut.length]).toEqual([manifest.train, manifest.heldOut]);
  });

  test('by default nothing teaches to decline, and a lesson that does is left out with the reason', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const question = 'Do you mend umbrellas?';
    await teach(deps, [{ question, answer: 'I cannot find that in our help pages; a colleague can help.' }]);
    const { dataSetId } = await makeDataSet(deps, input);
    const rows = await rowsOf(deps, dataSetId);
    expect(rows.filter(({ state, target }) => state === 'kept' && isModelRefusal(target))).toEqual([]);
    const [left] = rows.filter((row) => row.question === question);
    expect(left).toMatchObject({ state: 'dropped', reason: expect.stringContaining('does not teach') });
  });

  test('of a document that is not for everybody nothing is taught, asked or shown beside', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const club = (await listDocuments(deps, { botId })).find(({ name }) => name === 'club.md');
    const audience = { kind: 'signed-in' as const };
    await setDocumentAudience(deps, { botId, documentId: club?.id ?? '', audience });
    const { dataSetId } = await makeDataSet(deps, { ...input, recipe: { ...input.recipe, ...DECLINING } });
    const rows = await rowsOf(deps, dataSetId);
    const kept = JSON.stringify(rows.filter(({ state }) => state === 'kept'));
    expect(kept).toContain('Hats can be returned');
    expect(kept).not.toMatch(/lapse|voucher|club\.md/);
    const [left] = rows.filter(({ question }) => question === 'When do points lapse?');
    expect(left).toMatchObject({ state: 'dropped', reason: expect.stringContaining('not for everybody') });
  });

  test('the same seed and lessons are the same set; another seed is another', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const first = await makeDataSet(deps, input);
    expect((await makeDataSet(deps, input)).dataSetId).toBe(first.dataSetId);
    expect((await makeDataSet(deps, { ...input, seed: 2 })).dataSetId).not.toBe(first.dataSetId);
    expect(await listDataSets(deps, { botId })).toHaveLength(2);
    expect((await getDataSet(deps, { botId, dataSetId: first.dataSetId })).manifest).toEqual(first.manifest);
    const other = getDataSet(deps, { botId: 'other', dataSetId: first.dataSetId });
    await expect(other).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what is tested is not taught, in these words or in nearly these', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const question = 'how long can a hat be returned?';
    await createTestQuestion(deps, { actor: 'key:staff', botId, question, reference: 'Within 30 days.' });
    const { dataSetId } = await makeDataSet(deps, input);
    const rows = await rowsOf(deps, dataSetId);
    const about = rows.filter((row) => row.question === 'How long can I return a hat?');
    expect(about.map(({ state }) => state)).toEqual(['dropped']);
    expect(about[0]?.reason).toContain('test question');
  });

  test('a bad set is made all the same, and says what is wrong', async () => {
    await using deps = await openTaughtBot(open);
    expect((await makeDataSet(deps, input)).manifest.problems).toHaveLength(1);
    await teach(deps, [
      { question: 'When does the shop open?', answer: 'At nine in the morning.' },
      { question: 'Do points lapse?', answer: 'Points lapse after 24 months.' },
      { question: 'do points lapse', answer: 'After 12 months.' },
      { question: 'How long can I return a hat?', answer: `Hats can be returned. ${'x '.repeat(1_500)}` },
      { question: 'Wie lange kann ich einen Hut zurückgeben?', answer: 'Sie haben dreißig Tage Zeit.' },
    ]);
    const { dataSetId, manifest } = await makeDataSet(deps, input);
    expect(manifest.problems[0]).toMatch(/^Only \d+ examples/);
    expect(manifest.notes.join(' ')).toContain('contradict');
    const reasons = (await rowsOf(deps, dataSetId)).flatMap(({ reason }) => reason ?? []);
    expect(reasons).toContainEqual(expect.stringContaining('no page of this bot holds the answer'));
    expect(reasons).toContainEqual(expect.stringContaining('characters'));
    expect(reasons).toContainEqual(expect.stringContaining('another language'));
  });

  test('of more lessons than a set holds the newest are taught, and how many found no room is told', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const lessons = await allLessons(deps, { botId, state: 'approved' });
    const { dataSetId, manifest } = await makeDataSet(deps, { ...input, recipe: { maxRows: 10 } });
    const taught = (await rowsOf(deps, dataSetId)).filter(
      ({ state, part }) => state === 'kept' && part === 'answer',
    );
    const places = taught.map(({ lessonId }) => lessons.findIndex(({ id }) => id === lessonId));
    expect(Math.min(...places)).toBeGreaterThan(lessons.length / 2);
    expect(manifest.notes[0]).toMatch(
      /^There was no room for \d+ of \d+ lessons: .* the newest lessons come first/,
    );
    const roomy = await makeDataSet(deps, input);
    expect(roomy.manifest.notes.join(' ')).not.toContain('no room');
  });

  test('rows that hold words of a document are found by its name', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const { dataSetId } = await makeDataSet(deps, input);
    const rows = await rowsOf(deps, dataSetId);
    const [derived] = await findDerivedData(deps, { botId, documentName: 'repairs.md' });
    const expected = rows.filter(
      (row) => row.documentName === 'repairs.md' || row.documents.includes('repairs.md'),
    );
    expect(derived).toEqual({ dataSetId, positions: expected.map(({ position }) => position) });
    const lessonId = rows.find((row) => row.lessonId !== undefined)?.lessonId ?? '';
    const [ofLesson] = await findDerivedData(deps, { botId, lessonId });
    expect(ofLesson?.positions.length).toBeGreaterThan(0);
    expect(await findDerivedData(deps, { botId, documentName: 'repairs_md' })).toEqual([]);
  });
});

/** As somebody writes the same question who is not asked to repeat it. */
const WRITINGS: readonly ((question: string) => string)[] = [
  (question) => question,
  (question) => question.toLowerCase(),
  (question) => question.toUpperCase(),
  (question) => `  ${question.replace(/[?.!]/g, '')} `,
  (question) => question.replaceAll(' ', '  ').replace('?', ' ??'),
  (question) => `${question.replace(/[?]/g, '')}, please?`,
];
const wordsIn = (text: string) =>
  [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]
    .filter((word) => word !== 'please')
    .toSorted()
    .join(' ');

test('whatever is tested, no row asks it: neither in its words nor in the prompt', async () => {
  await using deps = await openTaughtBot(openTestStore);
  await teach(deps);
  const recipe = { ...input.recipe, ...DECLINING };
  const { dataSetId } = await makeDataSet(deps, { ...input, recipe });
  const asked = (await rowsOf(deps, dataSetId)).map(({ question }) => question);
  const choice = fc.record({
    chosen: fc.uniqueArray(fc.nat(asked.length - 1), { minLength: 1, maxLength: 6 }),
    writing: fc.nat(WRITINGS.length - 1),
    seed: fc.nat(50),
  });
  await fc.assert(
    fc.asyncProperty(choice, async ({ chosen, writing, seed }) => {
      const tests = [...new Set(chosen.map((at) => WRITINGS[writing]?.(asked[at] ?? '') ?? ''))];
      await insertTests(deps, tests);
      const made = await makeDataSet(deps, { ...input, recipe, seed });
      const tested = new Set(tests.map(wordsIn));
      for (const { state, question, messages = [] } of await rowsOf(deps, made.dataSetId)) {
        if (state !== 'kept') continue;
        expect(tested).not.toContain(wordsIn(question));
        expect(tested).not.toContain(wordsIn(questionIn(messages.slice(0, -1)) ?? ''));
      }
    }),
    { numRuns: 8 },
  );
}, 300_000);

/** As they stand, also where a lesson asks the same, which the verbs refuse. */
async function insertTests({ store }: TestKnowledge, questions: readonly string[]): Promise<void> {
  await store.db.deleteFrom('test_questions').execute();
  for (const [at, question] of questions.entries()) {
    await store.db
      .insertInto('test_questions')
      .values({
        id: `test_${at}`,
        bot_id: botId,
        name: `test ${at}`,
        kind: null,
        history: '[]',
        question,
        reference: null,
        must_include: '[]',
        gold_documents: '[]',
        answerable: 1,
        must_pass: 0,
        split: 'heldout',
        author: 'key:staff',
        version: 1,
        question_key: `key ${at}`,
        created_at: 1,
        updated_at: 1,
      })
      .execute();
  }
}

test('documents alone make pairs that their pages support, none of a tested question', async () => {
  await using deps = await openTaughtBot(openTestStore);
  const all = await synthesise(deps, { botId, limit: 50, exclude: [], seed: 1 });
  expect(all.pairs.length).toBeGreaterThan(2);
  for (const { who, context, answer } of all.pairs) {
    expect(who).toMatch(/^rule: /);
    for (const number of answer.match(/\d+/g) ?? []) expect(context).toContain(number);
  }
  const [first] = all.pairs;
  const without = await synthesise(deps, { botId, limit: 50, exclude: [first?.question ?? ''], seed: 1 });
  expect(without.pairs.map(({ question }) => question)).not.toContain(first?.question);
  expect(without.dropped.some(({ reason }) => reason.startsWith('asks the same'))).toBe(true);
});
