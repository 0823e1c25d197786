import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { listDocuments } from '../../../server/knowledge/index.ts';
import {
  allLessons,
  approveLesson,
  approvePair,
  eraseDerived,
  exportLessons,
  findDerived,
  getDataCard,
  getRun,
  getVersion,
  listComparisons,
  listDataRows,
  listVersions,
  makeDataSet,
  publish,
  readTrainingRows,
  removeVersion,
  retirePair,
  retireVersion,
  updateLesson,
  versionFolder,
} from '../../../server/tuning/index.ts';
import { addPreferencePair } from '../../../server/tuning/preference/add-pair.ts';
import { deletePair } from '../../../server/tuning/preference/delete-pair.ts';
import type { TestKnowledge } from '../../support/knowledge.ts';
import { insertTrainingRun } from '../../support/rows.ts';
import { describeStores } from '../../support/store.ts';
import { openTaughtBot, teach } from '../../support/taught-bot.ts';
import { insertVersionRow } from '../../support/version-rows.ts';

const botId = 'bot';
const actor = 'system:test';
const make = (deps: TestKnowledge) =>
  makeDataSet(deps, {
    actor,
    botId,
    base: { id: 'tiny', sha256: null },
    seed: 1,
    recipe: { heldOutShare: 0.3 },
  });

const erasing = (deps: TestKnowledge) => ({ ...deps, dataDir: deps.store.dataDir });

const AUTHOR = 'Wilhelmina Quandt';
/** Words of the document, of lessons on it, of a preference, and a name. */
const NEEDLES = [
  'mended in the shop',
  'mending a kettle',
  'new lid',
  'sent to the maker',
  'zinc polish',
  'Quandt',
];
const PAIR = {
  messages: [{ role: 'user', content: 'What cleans a kettle?' } as const],
  chosen: 'Use zinc polish.',
  rejected: 'Kettles are mended in the shop.',
  source: 'correction' as const,
};

/** Where any of the needles stands: a file of the data folder, or a table. */
async function found({ store }: TestKnowledge): Promise<string[]> {
  const files = await readdir(store.dataDir, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async ({ parentPath, name }) => ({
        name,
        text: await readFile(join(parentPath, name), 'latin1'),
      })),
  );
  if (store.dialect === 'postgres') {
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = current_schema()`.execute(store.db);
    for (const { name } of rows) {
      const all = await sql`select * from ${sql.table(name)}`.execute(store.db);
      texts.push({ name, text: all.rows.map((row) => textOf(row)).join('\n') });
    }
  }
  return texts.flatMap(({ name, text }) =>
    NEEDLES.filter((needle) => text.includes(needle)).map((needle) => `${name}: ${needle}`),
  );
}

function textOf(row: unknown): string {
  return JSON.stringify(row, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  );
}

/** A comparison that asked the version, and a run that waits, with its notes and its checkpoint. */
async function insertTraces({ store }: TestKnowledge, made: { dataSetId: string; pairId: string }) {
  await store.db
    .insertInto('comparisons')
    .values({
      reason: null,
      job_id: null,
      id: 'comparison_1',
      bot_id: botId,
      candidate: 'ver_taught',
      settings: JSON.stringify({ against: ['untuned', 'release'], split: 'heldout', format: {} }),
      question_hash: 'f'.repeat(64),
      questions: 1,
      asked: 1,
      state: 'done',
      ground: null,
      verdict: JSON.stringify({ verdict: 'better', reasons: ['It says "A new lid costs £5."'], checks: [] }),
      report: JSON.stringify({
        answerers: [{ versionId: 'ver_taught', answer: 'Kettles are mended in the shop' }],
      }),
      review_seed: 'seed',
      created_by: actor,
      created_at: 1,
      ended_at: 1,
    })
    .execute();
  await store.db
    .insertInto('test_runs')
    .values({
      comparison_id: 'comparison_1',
      bot_id: botId,
      sequence: 1,
      candidate: 'ver_taught',
      cause: 'hand',
      own: 1,
      asked: 1,
      passed: 1,
      ended_at: 1,
    })
    .execute();
  const outcome = {
    name: 'kettle',
    position: 0,
    passed: 1,
    answer: 'Kettles are mended in the shop',
  } as const;
  await store.db
    .insertInto('test_outcomes')
    .values({ comparison_id: 'comparison_1', ...outcome })
    .execute();
  await store.db
    .insertInto('corrections')
    .values({
      id: 'correction_1',
      bot_id: botId,
      turn_id: 'turn_1',
      message_id: null,
      question: 'What cleans a kettle?',
      before: 'Nothing.',
      after: 'Use zinc polish.',
      route: 'lesson',
      heading: null,
      passage: null,
      made: JSON.stringify({ pairId: made.pairId }),
      pair_id: made.pairId,
      state: 'applied',
      author: actor,
      undone_by: null,
      created_at: 1,
      updated_at: 1,
    })
    .execute();
  await store.db
    .insertInto('teach_runs')
    .values({
      id: 'run_1',
      bot_id: botId,
      state: 'paused',
      preset: 'balanced',
      settings: JSON.stringify({ preset: 'balanced', seed: 1, maxMinutes: 20, test: true }),
      recipe: null,
      base_model: 'tiny',
      data_set_id: made.dataSetId,
      version_id: null,
      comparison_id: null,
      job_id: null,
      wish: null,
      slot: null,
      estimate: null,
      preference: null,
      progress: null,
      notes: JSON.stringify(['1 lesson contradicts another: What does mending a kettle cost?']),
      reason_code: null,
      reason: null,
      attempts: 0,
      created_by: actor,
      created_at: 1,
      updated_at: 1,
      ended_at: null,
    })
    .execute();
}

describeStores('erasure', (open) => {
  test('what was taught from a document is found, retired and not taught again', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const { dataSetId } = await make(deps);
    await insertVersionRow(deps.store, { botId, id: 'taught', dataSetId });
    await insertVersionRow(deps.store, { botId, id: 'unrelated' });
    const approved = { findVerdict: async () => undefined, prepare: async () => undefined };
    const override = { reason: 'a test' };
    await publish({ ...deps, ...approved }, { actor, botId, versionId: 'taught', override });
    expect(await getDataCard(deps, { botId, versionId: 'taught' })).toMatch(/\| form \| \d+ \|/);

    const input = { botId, target: { kind: 'document', name: 'repairs.md' } } as const;
    const found = await findDerived(deps, input);
    expect(found.lessons).toHaveLength(3);
    expect(found.versions).toEqual([{ id: 'taught', state: 'published-before', serves: true }]);
    expect(found.advice).toEqual([
      expect.stringContaining('"taught" serves this bot now'),
      expect.stringContaining('foyer versions remove'),
    ]);
    expect((await allLessons(deps, { botId, state: 'retired' })).length).toBe(0);

    expect(await eraseDerived(erasing(deps), { actor, ...input })).toEqual(found);
    const retired = await allLessons(deps, { botId, state: 'retired' });
    expect(retired.map(({ documentName }) => documentName)).toEqual([
      'repairs.md',
      'repairs.md',
      'repairs.md',
    ]);
    for (const { id: lessonId, question, answer, contentHash, erasedAt } of retired) {
      expect([question, answer, erasedAt]).toEqual(['', '', expect.any(Number)]);
      expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
      const change = { actor, botId, lessonId };
      await expect(approveLesson(deps, change)).rejects.toThrow('was erased');
      await expect(
        updateLesson(deps, { ...change, changes: { question: 'Again?', answer: 'Yes, again.' } }),
      ).rejects.toThrow('was erased');
    }
    expect((await exportLessons(deps, { botId, format: 'csv' })).lessons).toBe(10);
    const { rows } = await listDataRows(deps, { botId, dataSetId, limit: 1_000 });
    // With four pages nearly every prompt shows a passage of each, and a set without rows cannot be read.
    const kept = rows.filter(({ state }) => state === 'kept');
    expect(JSON.stringify(kept)).not.toMatch(/Kettles|repairs\.md/);
    const learned = await readTrainingRows(deps, dataSetId).then(
      ({ train, heldOut }) => train.length + heldOut.length,
      () => 0,
    );
    expect(learned).toBe(kept.length);
    expect((await getVersion(deps, { botId, versionId: 'taught' })).state).toBe('retired');
    expect((await getVersion(deps, { botId, versionId: 'unrelated' })).state).toBe('candidate');
    const again = await make(deps);
    const { rows: next } = await listDataRows(deps, { botId, dataSetId: again.dataSetId, limit: 1_000 });
    expect(next.some(({ question }) => /kettle/i.test(question))).toBe(false);
  });

  test('a preference that was deleted still leads to what learns from it', async () => {
    await using deps = await openTaughtBot(open);
    const name = 'repairs.md';
    const document = (await listDocuments(deps, { botId })).find((one) => one.name === name);
    const pair = { actor, botId, documentIds: [document?.id ?? ''], ...PAIR };
    const { id: pairId } = await addPreferencePair(deps, pair);
    await insertTrainingRun(deps.store, botId);
    const plan = { train: [pairId], heldOut: [] };
    const plans = (step: object) =>
      deps.store.db
        .updateTable('teach_runs')
        .set({ preference: JSON.stringify({ plan, ...step }) })
        .execute();
    await plans({ outcome: { steps: 1, margin: 1, isKept: true } });
    await deletePair(deps, { actor, botId, pairId });

    const erased = await eraseDerived(erasing(deps), { actor, botId, target: { kind: 'document', name } });
    expect(erased.runs).toEqual(['run_1']);
  });

  test('what a run is still to learn from is not deleted, until the run has ended', async () => {
    await using deps = await openTaughtBot(open);
    const { id: pairId } = await addPreferencePair(deps, { actor, botId, ...PAIR });
    await insertTrainingRun(deps.store, botId);
    const preference = JSON.stringify({ plan: { train: ['other'], heldOut: [pairId] } });
    const change = (row: object) => deps.store.db.updateTable('teach_runs').set(row).execute();
    const remove = () => deletePair(deps, { actor, botId, pairId });
    for (const state of ['training', 'paused']) {
      await change({ preference, state });
      await expect(remove()).rejects.toThrow('The run "run_1" is still to learn from this preference.');
    }
    await change({ preference, state: 'failed' });
    await expect(remove()).rejects.toThrow(/failed before .* when it is resumed\. Cancel the run first/);
    await change({ state: 'cancelled' });
    await remove();
    await expect(remove()).rejects.toMatchObject({ code: 'not_found' });
  });

  test('whoever approved what somebody else wrote is forgotten with their name, and it stays', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const { db } = deps.store;
    await db.updateTable('lessons').set({ author: actor, reviewer: AUTHOR }).execute();
    const lessons = db.selectFrom('lessons').select(['question', 'state', 'reviewer']).orderBy('sequence');
    const written = await lessons.execute();
    expect(written.length).toBeGreaterThan(0);
    await eraseDerived(erasing(deps), { actor, botId, target: { kind: 'person', name: AUTHOR } });
    expect(await lessons.execute()).toEqual(written.map((lesson) => ({ ...lesson, reviewer: 'Erased.' })));
  });

  test('whoever decided on preferences is forgotten with their name, and so is the answer of a deleted one', async () => {
    await using deps = await openTaughtBot(open);
    const visitor = { actor: AUTHOR, botId, turnId: 'turn_1' };
    const { id: gone } = await addPreferencePair(deps, { ...visitor, ...PAIR });
    await deletePair(deps, { actor: AUTHOR, botId, pairId: gone });
    const { id: decided } = await addPreferencePair(deps, { actor, botId, ...PAIR });
    await approvePair(deps, { actor: AUTHOR, botId, pairId: decided });
    await retirePair(deps, { actor: AUTHOR, botId, pairId: decided });

    await eraseDerived(erasing(deps), { actor, botId, target: { kind: 'person', name: AUTHOR } });
    const rows = await deps.store.db
      .selectFrom('preference_pairs')
      .select(['author', 'reviewer', 'retired_by', 'turn_id', 'chosen'])
      .orderBy('sequence')
      .execute();
    const name = 'Erased.';
    expect(rows).toEqual([
      { author: name, reviewer: null, retired_by: name, turn_id: null, chosen: '' },
      { author: actor, reviewer: name, retired_by: name, turn_id: null, chosen: PAIR.chosen },
    ]);
  });

  test('once its versions are removed, what was erased stands nowhere in the files or the database', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const [question, documentName] = ['What does mending a kettle cost today?', 'repairs.md'];
    await teach(deps, [
      { question, answer: 'Kettles are mended for £99.', documentName },
      { question: 'What does a new lid for my old kettle cost?', answer: 'A new lid costs £5.' },
      { question: 'Until when may a hat go back?', answer: 'Within 30 days.', author: AUTHOR },
    ]);
    const { dataSetId } = await make(deps);
    await insertVersionRow(deps.store, { botId, id: 'ver_taught', dataSetId });
    await mkdir(join(versionFolder(erasing(deps), 'ver_taught'), 'q8'), { recursive: true });
    const document = { kind: 'document', name: 'repairs.md' } as const;
    const repairs = (await listDocuments(deps, { botId })).find(({ name }) => name === document.name);
    const pair = { actor, botId, documentIds: [repairs?.id ?? ''], ...PAIR };
    const { id: pairId } = await addPreferencePair(deps, pair);
    await insertTraces(deps, { dataSetId, pairId });
    expect(await found(deps)).not.toEqual([]);

    const first = await eraseDerived(erasing(deps), { actor, botId, target: document, deleteDocument: true });
    expect(first.runs).toEqual(['run_1']);
    expect((await getRun(deps, { runId: 'run_1' })).state).toBe('cancelled');
    await eraseDerived(erasing(deps), { actor, botId, target: { kind: 'person', name: AUTHOR } });
    await removeVersion(erasing(deps), { actor, botId, versionId: 'ver_taught' });
    expect(await found(deps)).toEqual([]);
    expect(await listVersions(deps, { botId })).toEqual([]);
    const left = await deps.store.db.selectFrom('version_weights').select('id').execute();
    expect(left).toEqual([]);
    expect(await listComparisons(deps, { botId })).toMatchObject([{ id: 'comparison_1', state: 'done' }]);
    const gone = { actor, botId, target: document, deleteDocument: true };
    await expect(eraseDerived(erasing(deps), gone)).rejects.toMatchObject({ code: 'bad_request' });
  });

  test('a version that serves, or is not retired, is not removed', async () => {
    await using deps = await openTaughtBot(open);
    await insertVersionRow(deps.store, { botId, id: 'one' });
    const remove = () => removeVersion(erasing(deps), { actor, botId, versionId: 'one' });
    await expect(remove()).rejects.toMatchObject({ code: 'conflict', message: /not retired/ });
    const approved = { findVerdict: async () => undefined, prepare: async () => undefined };
    await publish(
      { ...deps, ...approved },
      { actor, botId, versionId: 'one', override: { reason: 'a test' } },
    );
    await retireVersion(deps, { actor, botId, versionId: 'one', reason: 'erased' });
    await expect(remove()).rejects.toMatchObject({ code: 'conflict', message: /answers visitors now/ });
  });

  test('a person’s lessons and a single lesson are found by name and by id', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const person = await findDerived(deps, { botId, target: { kind: 'person', name: 'key:author' } });
    expect(person.lessons).toHaveLength(13);
    const [first] = person.lessons;
    const one = await findDerived(deps, { botId, target: { kind: 'lesson', name: first?.id ?? '' } });
    expect(one.lessons).toEqual([first]);
    const nobody = await findDerived(deps, { botId, target: { kind: 'person', name: 'Nobody' } });
    expect(nobody).toMatchObject({
      lessons: [],
      versions: [],
      advice: ['Nothing that was taught rests on it.'],
    });
  });
});
