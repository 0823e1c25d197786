import { rememberingEmbedder } from '../../models/index.ts';
import { allLessons } from '../lessons/list-lessons.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import { askedByTest } from './asked.ts';
import { type AssembledDataSet, type AssembleInput, assembleDataSet } from './assemble-data-set.ts';
import { DEFAULT_DATA_RECIPE } from './default-recipe.ts';
import { type SynthesiseInput, synthesise } from './synthesise.ts';
import {
  synthesiseWithTeacher,
  type TeacherInput,
  type TeacherWork,
} from './teacher/synthesise-with-teacher.ts';
import { teacherEndpoint } from './teacher/teacher-address.ts';
import type { DataDeps, TeacherRecord } from './types.ts';

type Passed =
  | 'actor'
  | 'botId'
  | 'base'
  | 'recipe'
  | 'exercises'
  | 'thumbs'
  | 'openUntuned'
  | 'seed'
  | 'onProgress';

export type MakeDataSetInput = Pick<AssembleInput, Passed> & {
  /** False leaves the documents alone: lessons only. */
  withDocuments?: boolean;
  /** A larger model that writes questions about the documents first. Passages are sent to it, so nobody is asked unless named. */
  teacher?: Pick<TeacherInput, 'teacher' | 'budget' | 'onProgress'> | undefined;
};

export type MadeDataSet = AssembledDataSet & {
  /** What a teacher did, and why it ended early. */
  taught?: Pick<TeacherWork, 'spent' | 'ended'> & { pairs: number };
};

/**
 * A data set of all that a bot is to learn now: its approved lessons, filled up from its documents, both kept apart from its
 * test questions.
 * @throws AppError as `assembleDataSet` and `synthesiseWithTeacher`
 */
export async function makeDataSet(
  { embedder, ...rest }: DataDeps,
  input: MakeDataSetInput,
  signal?: AbortSignal,
): Promise<MadeDataSet> {
  const deps = { ...rest, embedder: rememberingEmbedder(embedder) };
  const { botId, seed, recipe, withDocuments = true } = input;
  const lessons = await allLessons(deps, { botId, state: 'approved' });
  const tests = (await allTestQuestions(deps, { botId })).map(askedByTest);
  const limit = withDocuments
    ? Math.max(0, (recipe?.maxRows ?? DEFAULT_DATA_RECIPE.maxRows) / 2 - lessons.length)
    : 0;
  const exclude = [...tests, ...lessons].map(({ question }) => question);
  const wanted = { botId, limit, exclude, seed };
  const work = await withTeacher(deps, { ...wanted, teacher: limit > 0 ? input.teacher : undefined }, signal);
  const written = work?.pairs ?? [];
  const byRule = await synthesise(
    deps,
    {
      ...wanted,
      limit: limit - written.length,
      exclude: [...exclude, ...written.map(({ question }) => question)],
    },
    signal,
  );
  const made = await assembleDataSet(
    deps,
    {
      ...input,
      lessons,
      tests,
      synthesised: [...written, ...byRule.pairs],
      dropped: [...(work?.dropped ?? []), ...byRule.dropped],
      teacher: work && recordOf(input.teacher),
    },
    signal,
  );
  if (work === undefined) return made;
  const { spent, ended } = work;
  return { ...made, taught: { pairs: written.length, spent, ...(ended === undefined ? {} : { ended }) } };
}

type Wanted = SynthesiseInput & { teacher: MakeDataSetInput['teacher'] };

async function withTeacher(
  deps: DataDeps,
  { teacher, ...wanted }: Wanted,
  signal?: AbortSignal,
): Promise<TeacherWork | undefined> {
  return teacher && (await synthesiseWithTeacher(deps, { ...wanted, ...teacher }, signal));
}

function recordOf(named: MakeDataSetInput['teacher']): TeacherRecord | undefined {
  return named && { model: named.teacher.model, host: teacherEndpoint(named.teacher.url).host };
}
