import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ignoreMissing } from '../base/index.ts';
import { type ImportLessonsReport, importLessons } from './lessons/import-lessons.ts';
import { lessonFilesOf, type NamedBytes } from './lessons/lesson-files.ts';
import type { LessonDeps } from './lessons/types.ts';
import { type ImportTestsReport, importTestQuestions } from './test-questions/import-test-questions.ts';

export type LoadTeachingInput = { actor: string; botId: string; folder: string; approve: boolean };

/**
 * Brings in what an organisation's folder teaches and tests: `tests/*.jsonl`, then `taxonomy/`, as
 * `knowledge/README.md` has them. Its documents come first, so that the contacts in them are known to be public.
 * @throws AppError `not_found` when there is no such bot
 */
export async function loadTeachingMaterial(
  deps: LessonDeps,
  { actor, botId, folder, approve }: LoadTeachingInput,
): Promise<{ lessons: ImportLessonsReport; tests: ImportTestsReport }> {
  const tests = (await filesIn(join(folder, 'tests'))).filter(({ name }) => name.endsWith('.jsonl'));
  const taxonomy = await lessonFilesOf(await filesIn(join(folder, 'taxonomy')));
  return {
    tests: await importTestQuestions(deps, { actor, botId, files: tests }),
    lessons: await importLessons(deps, { actor, botId, files: taxonomy, approve }),
  };
}

async function filesIn(folder: string): Promise<NamedBytes[]> {
  const entries =
    (await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing)) ?? [];
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.sort().map(async (path) => ({
      name: relative(folder, path).split(sep).join('/'),
      bytes: await readFile(path),
    })),
  );
}
