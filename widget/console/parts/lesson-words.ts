import { msg } from '../i18n/t.ts';
import type { Lesson } from '../queries/lessons.ts';

/** Where a lesson comes from. */
export const LESSON_SOURCE_LABEL: Record<Lesson['source'], string> = {
  form: msg('Written here'),
  correction: msg('A correction'),
  handoff: msg('A colleague’s answer'),
  csv: msg('A CSV file'),
  qna: msg('A qna.yaml file'),
  jsonl: msg('A JSONL file'),
  synthesis: msg('Made from documents'),
};
