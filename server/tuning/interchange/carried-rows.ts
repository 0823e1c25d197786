import type { LessonSource, LessonState } from '../../store/index.ts';
import { checkedContent } from '../lessons/checked-content.ts';
import { contentColumns } from '../lessons/lesson-row.ts';
import type { LessonContent } from '../lessons/types.ts';
import { checkedTest } from '../test-questions/checked-test.ts';
import { testColumns } from '../test-questions/test-row.ts';
import type { TestContent } from '../test-questions/types.ts';

export type CarriedLesson = LessonContent & {
  author: string;
  source: LessonSource;
  state: LessonState;
  reviewer?: string;
};

/** A lesson of another bot, its review kept, as columns. @throws AppError `bad_request` that names each wrong field */
export function carriedLessonColumns({ source, state, reviewer, ...content }: CarriedLesson) {
  const columns = contentColumns(checkedContent(content));
  return { ...columns, author: content.author, source, state, reviewer: reviewer ?? null };
}

/** A test of another bot as columns. @throws AppError `bad_request` that names each wrong field */
export function carriedTestColumns(test: TestContent & { author: string }) {
  return { ...testColumns(checkedTest(test)), author: test.author };
}
