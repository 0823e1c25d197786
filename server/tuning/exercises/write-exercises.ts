import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { systemClock } from '../../base/index.ts';
import { readOrganisation } from '../../knowledge/index.ts';
import { rememberingEmbedder } from '../../models/index.ts';
import { planAnswers, planRows } from '../data/plan-rows.ts';
import { openScene } from '../data/scene.ts';
import { pairOfLesson } from '../data/taught-pair.ts';
import type { KeptRow, TaughtPair } from '../data/types.ts';
import { type RowPlan, writeRow } from '../data/write-row.ts';
import { defaultBot, openWorkspace } from '../evaluation/open-workspace.ts';
import type { EvaluationDeps } from '../evaluation/types.ts';
import { readLessons } from '../lessons/read-lessons.ts';
import { type Exercise, exerciseSchema } from './exercise.ts';

const SEED = 1;
/** Of each organisation, beside one row a question. */
const FOLLOW_UPS = 8;

export type WrittenExercises = { exercises: Exercise[]; dropped: { question: string; reason: string }[] };

/**
 * Writes the exercises of one invented organisation: its folder holds `organisation.json`, `documents/` and `lessons.csv`. It is
 * ingested into a bot of its own, and each question is asked of that bot's search, so that prompts are as served.
 * @throws AppError, Error for a folder that does not hold what it should
 */
export async function writeExercises(
  deps: Omit<EvaluationDeps, 'clock'>,
  folder: string,
  signal?: AbortSignal,
): Promise<WrittenExercises> {
  const embedder = rememberingEmbedder(deps.embedder);
  const { name } = await readOrganisation(folder);
  const bot = defaultBot(name);
  const corpus = { organisationFolder: folder };
  const clock = systemClock;
  await using workspace = await openWorkspace(
    { ...deps, embedder, clock },
    { corpus, questions: [], bot },
    signal,
  );
  const scene = await openScene({ ...workspace.knowledge, embedder }, { botId: workspace.botId, seed: SEED });
  const written: WrittenExercises = { exercises: [], dropped: [] };

  async function write(plan: RowPlan): Promise<Pick<KeptRow, 'documentName'> | undefined> {
    const row = await writeRow(scene, plan, signal);
    if ('dropped' in row) {
      written.dropped.push(row.dropped);
      return undefined;
    }
    const [system, user, assistant] = row.kept.messages;
    written.exercises.push(
      exerciseSchema.parse({
        organisation: name,
        question: row.kept.question,
        messages: [system, user, assistant],
      }),
    );
    return row.kept;
  }

  const answered: TaughtPair[] = [];
  for (const plan of planAnswers(await readPairs(folder))) {
    const { documentName } = (await write(plan)) ?? {};
    if (documentName !== undefined) answered.push({ ...plan.pair, documentName });
  }
  const followUps = planRows({ pairs: answered, pages: scene.pages, seed: SEED })['follow-up'];
  let left = FOLLOW_UPS;
  for (const plan of followUps) {
    if (left === 0) break;
    if ((await write(plan)) !== undefined) left -= 1;
  }
  return written;
}

async function readPairs(folder: string): Promise<TaughtPair[]> {
  const path = join(folder, 'lessons.csv');
  const { lessons, complaints } = readLessons(path, await readFile(path));
  if (complaints.length > 0) throw new Error(complaints.map(({ message }) => message).join(' '));
  const author = basename(folder);
  return lessons.map(({ content }, index) => pairOfLesson({ ...content, id: `${author}/${index}`, author }));
}
