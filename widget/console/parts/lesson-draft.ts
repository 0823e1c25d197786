import type { Lesson, LessonChanges, NewLesson } from '../queries/lessons.ts';

/** A lesson as it stands in a form. */
export type LessonDraft = {
  kind: Lesson['kind'];
  question: string;
  answer: string;
  context: string;
  documentName: string;
  origin: string;
  licence: string;
};

export const EMPTY_LESSON: LessonDraft = {
  kind: 'knowledge',
  question: '',
  answer: '',
  context: '',
  documentName: '',
  origin: '',
  licence: '',
};

const OPTIONAL = ['context', 'documentName', 'origin', 'licence'] as const;

export function draftOfLesson(lesson: Lesson): LessonDraft {
  const { kind, question, answer, context = '', documentName = '', origin = '', licence = '' } = lesson;
  return { kind, question, answer, context, documentName, origin, licence };
}

/** What is empty is left away. */
export function newLessonOf({ kind, question, answer, ...rest }: LessonDraft): NewLesson {
  const filled = Object.entries(rest).filter(([, value]) => value.trim() !== '');
  return { kind, question, answer, ...Object.fromEntries(filled) };
}

/** Only what differs; a field that was emptied is taken away. */
export function lessonChangesOf(lesson: Lesson, draft: LessonDraft): LessonChanges {
  const before = draftOfLesson(lesson);
  const changes: LessonChanges = {};
  if (draft.kind !== before.kind) changes.kind = draft.kind;
  if (draft.question !== before.question) changes.question = draft.question;
  if (draft.answer !== before.answer) changes.answer = draft.answer;
  for (const field of OPTIONAL) {
    if (draft[field] === before[field]) continue;
    changes[field] = draft[field].trim() === '' ? null : draft[field];
  }
  return changes;
}
