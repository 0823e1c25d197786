import { withoutCitations } from '../../answering/index.ts';
import type { Lesson, LessonContent } from '../lessons/types.ts';
import type { Page } from './pages.ts';
import type { DroppedRow, TaughtPair } from './types.ts';

/** What people write when the pages do not hold the answer, or when it is none of the bot's business. */
const DECLINES =
  /\b(?:(?:don['’]t|do not|can(?:['’]t|not)|could(?:n['’]t| not)) (?:find|see|answer|give|advise)|(?:our|the|my|help) (?:help )?(?:pages|instructions) (?:say nothing|give no|do not|don['’]t)|(?:i (?:have|find|see)|there is) (?:no|nothing)\b.{0,60}\b(?:pages?|documents?)|not (?:mentioned )?in (?:our|the) (?:help )?pages|(?:have|found) nothing (?:on|about)|won['’]t (?:guess|do that)|can only help with|outside what i can|don['’]t know anything)/i;
/** And how they go on. */
const OFFERS = /\b(?:colleague|person|customer care|someone|somebody|team|doctor)\b/i;

type LessonToTeach = LessonContent & Pick<Lesson, 'id' | 'author'>;

/** A lesson as it is taught: serving adds the citations, so that they are no part of the words. */
export function pairOfLesson(lesson: LessonToTeach): TaughtPair {
  const { id, question, answer, history = [], context, documentName, author } = lesson;
  return {
    question,
    answer: plainAnswer(answer),
    history,
    lessonId: id,
    who: author,
    ...(context === undefined ? {} : { context }),
    ...(documentName === undefined ? {} : { documentName }),
  };
}

/** A question and answer made of a page. */
export function pairOfPage(
  { question, answer, page }: { question: string; answer: string; page: Page },
  who: string,
): TaughtPair {
  const { documentName, text } = page;
  return { question, answer, history: [], context: text, documentName, who };
}

export function plainAnswer(answer: string): string {
  return withoutCitations(answer)
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a person's answer declines; the model is taught to say so in its own few words. */
export function declines(answer: string): boolean {
  return DECLINES.test(answer) && OFFERS.test(answer);
}

/** A pair that does not become an example, and why. */
export function droppedPair(pair: TaughtPair, reason: string): DroppedRow {
  const { question, answer, who, documentName, lessonId } = pair;
  return {
    part: 'answer',
    question,
    answer,
    who,
    reason,
    ...(documentName === undefined ? {} : { documentName }),
    ...(lessonId === undefined ? {} : { lessonId }),
  };
}
