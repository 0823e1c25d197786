import { expect, test } from 'vitest';
import { approvedOf, EMPTY_APPROVED } from '../../../widget/console/features/approved/approved-draft.ts';
import { EMPTY_TEST, newTestOf, testChangesOf } from '../../../widget/console/features/tests/test-draft.ts';
import { draftOfLesson, lessonChangesOf, newLessonOf } from '../../../widget/console/parts/lesson-draft.ts';
import type { Lesson } from '../../../widget/console/queries/lessons.ts';

const LESSON: Lesson = {
  id: 'lesson_1',
  botId: 'shop',
  kind: 'knowledge',
  history: [],
  question: 'How long?',
  answer: 'Two days.',
  context: 'It takes two days.',
  source: 'form',
  author: 'Ada',
  state: 'draft',
  version: 1,
  contentHash: '',
  createdAt: 1,
  updatedAt: 1,
};

test('a lesson that nobody touched changes nothing, and what is emptied is taken away', () => {
  const draft = draftOfLesson(LESSON);
  expect(lessonChangesOf(LESSON, draft)).toEqual({});
  expect(lessonChangesOf(LESSON, { ...draft, answer: 'Three.', context: ' ' })).toEqual({
    answer: 'Three.',
    context: null,
  });
  expect(newLessonOf({ ...draft, context: '' })).toEqual({
    kind: 'knowledge',
    question: 'How long?',
    answer: 'Two days.',
  });
});

test('lists of a test are its lines; an ideal answer that is emptied goes', () => {
  const draft = { ...EMPTY_TEST, question: 'How long?', mustInclude: ' 2 days \n\n', reference: '' };
  expect(newTestOf(draft)).not.toHaveProperty('reference');
  expect(newTestOf(draft).mustInclude).toEqual(['2 days']);
  expect(testChangesOf(draft).reference).toBeNull();
});

test('an approved answer holds to the end of its last day', () => {
  const { expiresAt } = approvedOf({ ...EMPTY_APPROVED, lastDay: '2026-12-31' });
  expect(new Date(expiresAt ?? 0).toISOString()).toBe('2026-12-31T23:59:59.999Z');
  expect(approvedOf(EMPTY_APPROVED)).toMatchObject({ expiresAt: null, paraphrases: [] });
  expect(approvedOf(EMPTY_APPROVED)).not.toHaveProperty('owner');
});
