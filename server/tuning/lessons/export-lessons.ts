import { getBot } from '../../bots/index.ts';
import type { Store } from '../../store/index.ts';
import { writeCsv } from './formats/write-csv.ts';
import { writeJsonl } from './formats/write-jsonl.ts';
import { type QnaExport, writeQna } from './formats/write-qna.ts';
import { allLessons, type LessonFilter } from './list-lessons.ts';
import type { LessonFormat } from './read-lessons.ts';
import type { Lesson } from './types.ts';

export type LessonExport = QnaExport & { lessons: number };

const WRITERS: Record<LessonFormat, (lessons: readonly Lesson[], organisation: string) => QnaExport> = {
  qna: writeQna,
  csv: (lessons) => oneFile('lessons.csv', writeCsv(lessons)),
  jsonl: (lessons) => oneFile('lessons.jsonl', writeJsonl(lessons)),
};

/**
 * Lessons as files that `importLessons` reads: a taxonomy folder for `qna`, one file otherwise.
 * @throws AppError `not_found` when there is no such bot
 */
export async function exportLessons(
  deps: { store: Pick<Store, 'db'> },
  { format, ...filter }: LessonFilter & { format: LessonFormat },
): Promise<LessonExport> {
  const bot = await getBot(deps, filter.botId);
  const lessons = (await allLessons(deps, filter)).filter(({ erasedAt }) => erasedAt === undefined);
  return { lessons: lessons.length, ...WRITERS[format](lessons, bot.settings.organisation) };
}

function oneFile(path: string, text: string): QnaExport {
  return { files: [{ path, text }], leftOut: [], notes: [] };
}
