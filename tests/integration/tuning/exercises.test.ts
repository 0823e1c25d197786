import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../../server/base/index.ts';
import { openEmbedder } from '../../../server/models/index.ts';
import { writeExercises } from '../../../server/tuning/exercises/write-exercises.ts';
import {
  EXERCISES_FOLDER,
  makeDataSet,
  readExercises,
  readTrainingRows,
} from '../../../server/tuning/index.ts';
import { testModels } from '../../support/models.ts';
import { describeStores } from '../../support/store.ts';
import { openTaughtBot, teach } from '../../support/taught-bot.ts';

const ORGANISATION = 'ferrin-air';
/** Kernels of another processor may rank two sentences the other way round. */
const SAME = 0.9;

test('the exercises are what serving would show the model now', async () => {
  const { embedder: model } = await testModels();
  const log = createLog({ level: 'error', write: () => {} });
  await using embedder = await openEmbedder({ log, model });
  const { exercises } = await writeExercises({ embedder, log }, join(EXERCISES_FOLDER, ORGANISATION));
  const shipped = new Set((await readExercises()).map((exercise) => JSON.stringify(exercise)));
  const same = exercises.filter((exercise) => shipped.has(JSON.stringify(exercise)));
  expect(exercises.length).toBeGreaterThan(40);
  expect(
    same.length / exercises.length,
    'Search, ranking or prompt have changed: run scripts/write-exercises.ts.',
  ).toBeGreaterThan(SAME);
}, 300_000);

describeStores('exercises in a data set', (open) => {
  test('stand beside the bot’s own rows, change none of them, and are the first to go where time is short', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const input = { actor: 'key:staff', botId: 'bot', base: { id: 'tiny', sha256: null }, seed: 1 };
    const exercises = (await readExercises()).slice(0, 30);
    const plain = await readTrainingRows(deps, (await makeDataSet(deps, input)).dataSetId);
    const { dataSetId, manifest } = await makeDataSet(deps, { ...input, exercises });
    const rows = await readTrainingRows(deps, dataSetId);
    const texts = (examples: typeof rows.train) => examples.map(({ messages }) => messages);
    expect(texts(rows.heldOut)).toEqual(texts(plain.heldOut));
    expect(texts(rows.train.filter(({ spare }) => spare === undefined))).toEqual(texts(plain.train));
    expect(rows.train.filter(({ spare }) => spare)).toHaveLength(manifest.kept.exercise ?? 0);
    expect(manifest.kept.exercise).toBeGreaterThan(20);
  });

  test('are left out, with a word to staff, where many lessons have a manner of their own', async () => {
    await using deps = await openTaughtBot(open);
    const named = (at: number) =>
      `${'abcdefghij'[at % 10]}u${'klmnopqrst'[Math.floor(at / 10) % 10]}o${'vwx'[Math.floor(at / 100)]}`;
    const lessons = Array.from({ length: 240 }, (_, at) => ({
      question: `How long may I keep hat ${named(at)} before I return it?`,
      answer: 'Lovely choice! Should it disappoint, we gladly welcome hats home within 30 days.',
      documentName: 'returns.md',
    }));
    await teach(deps, lessons);
    const exercises = (await readExercises()).slice(0, 30);
    const { manifest } = await makeDataSet(deps, {
      actor: 'key:staff',
      botId: 'bot',
      base: { id: 'tiny', sha256: null },
      exercises,
      seed: 1,
    });
    expect(manifest.kept.exercise).toBeUndefined();
    expect(manifest.notes).toContainEqual(expect.stringMatching(/^Exercises are left out/));
  }, 120_000);
});
