import { expect, test } from 'vitest';
import { exerciseRows } from '../../../../server/tuning/exercises/exercise-rows.ts';
import { readExercises } from '../../../../server/tuning/exercises/read-exercises.ts';
import { fakeEmbedder } from '../../../support/fake-models.ts';

const NUMBER = /\d+(?:[.,]\d+)*/g;
const exercises = await readExercises();

test('every number of an answer stands in the prompt it is to be answered from', () => {
  const invented = exercises.filter(({ messages: [, { content: prompt }, { content: answer }] }) =>
    (answer.match(NUMBER) ?? []).some((number) => !prompt.includes(number)),
  );
  expect(invented.map(({ question }) => question)).toEqual([]);
  expect(new Set(exercises.map(({ organisation }) => organisation)).size).toBeGreaterThan(10);
});

test('all are trained on and say whose they are; what a test asks is left out, with the reason', async () => {
  const [first, second] = exercises;
  const tests = [`${first?.question}`];
  const given = { exercises: exercises.slice(0, 2), tests };
  const { kept, dropped } = await exerciseRows(fakeEmbedder(), given);
  expect(kept).toEqual([
    {
      part: 'exercise',
      question: second?.question,
      messages: second?.messages,
      split: 'train',
      who: `exercise: ${second?.organisation}`,
      passageIds: [],
      documents: [],
    },
  ]);
  expect(dropped).toMatchObject([
    { question: first?.question, reason: expect.stringContaining('what is tested is never taught') },
  ]);
});
