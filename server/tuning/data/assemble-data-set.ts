import { questionIn } from '../../answering/index.ts';
import { AppError, invariant } from '../../base/index.ts';
import type { Generator } from '../../models/index.ts';
import type { Exercise } from '../exercises/exercise.ts';
import { exerciseRows } from '../exercises/exercise-rows.ts';
import { lessonsOfOwnManner } from '../exercises/own-manner.ts';
import type { Lesson } from '../lessons/types.ts';
import { makeReplayRows, type ReplayRows } from '../replay/make-replay-rows.ts';
import { type GatherThumbsInput, gatherThumbs } from '../thumbs/gather-thumbs.ts';
import type { ThumbRows } from '../thumbs/types.ts';
import type { Askable, Asked } from './asked.ts';
import { DEFAULT_DATA_RECIPE } from './default-recipe.ts';
import { judgeSet } from './judge-set.ts';
import { openDuplicates } from './near-duplicates.ts';
import { planAnswers, planRows, rowBudget } from './plan-rows.ts';
import { saveDataSet } from './save-data-set.ts';
import { openScene, type Scene } from './scene.ts';
import { siftPairs } from './sift-pairs.ts';
import { splitRows } from './split-rows.ts';
import { declines, droppedPair, pairOfLesson } from './taught-pair.ts';
import { openTested } from './tested.ts';
import {
  type BaseModel,
  type DataDeps,
  type DataManifest,
  type DataRecipe,
  type DroppedRow,
  type KeptRow,
  PAGE_PARTS,
  type TaughtPair,
  type TeacherRecord,
} from './types.ts';
import { type RowPlan, writeRow } from './write-row.ts';

export type AssembleInput = {
  actor: string;
  botId: string;
  /** Approved ones. */
  lessons: readonly Lesson[];
  /** What was made of documents, the best first; fills up what lessons leave. */
  synthesised?: readonly TaughtPair[];
  /** Not made into pairs, for the record. */
  dropped?: readonly DroppedRow[];
  /** About invented organisations: what a bot practises on beside its own, unless it has many lessons in a manner of their own. */
  exercises?: readonly Exercise[];
  /** Replies that the model worded and people judged, and the hash by which their prompts are known; left out means none. */
  thumbs?: Pick<GatherThumbsInput, 'replies' | 'promptHash'> | undefined;
  /** Test questions: nothing that asks the same is taught. */
  tests: readonly Askable[];
  /** The model that will learn it. */
  base: BaseModel;
  /** What wrote questions about the documents, for the record. */
  teacher?: TeacherRecord | undefined;
  recipe?: Partial<DataRecipe>;
  /** The base as it is before teaching; asked only where the recipe has a share for what it says. */
  openUntuned?: (signal?: AbortSignal) => Promise<Generator & AsyncDisposable>;
  seed: number;
  onProgress?: (progress: { done: number; total: number }) => void;
};

export type AssembledDataSet = { dataSetId: string; manifest: DataManifest };

/** What lessons that decline are good for all the same: the decision is fitted on them. */
const NOT_TAUGHT =
  'whether to decline is decided before the model is asked; this recipe does not teach the model to decline';

const NOT_FOR_EVERYONE = 'its document is not for everybody, and what a model learns it may tell anybody';

type Written = { kept: Omit<KeptRow, 'split'>[]; dropped: DroppedRow[] };

/** Lessons that are neither: the set was full. */
type Filled = Written & { answers: number; crowdedOut: number };

/**
 * Makes and stores a data set: prompts exactly as the bot serves them now, each with the answer it ought to get. The same
 * lessons, documents, settings and seed give the same set under the same id. A set that nothing can be learned from is stored
 * too, and its manifest says why.
 * @throws AppError `not_found` for the bot, and what searching and embedding throw
 */
export async function assembleDataSet(
  deps: DataDeps,
  input: AssembleInput,
  signal?: AbortSignal,
): Promise<AssembledDataSet> {
  const recipe = { ...DEFAULT_DATA_RECIPE, ...input.recipe };
  checkRecipe(recipe);
  const scene = await openScene(deps, input);
  const all = [...input.lessons.map(pairOfLesson), ...(input.synthesised ?? [])];
  const isSecret = ({ documentName }: TaughtPair) => scene.restricted.has(documentName ?? '');
  const pairs = all.filter((pair) => !isSecret(pair));
  const secret = all.filter(isSecret).map((pair) => droppedPair(pair, NOT_FOR_EVERYONE));
  const sifted = await siftPairs(scene.embedder, { pairs, tests: input.tests }, signal);
  const written = await writeRows(scene, { ...input, recipe, pairs: sifted.pairs }, signal);
  const clean = await withoutTests(scene, written, input.tests, signal);
  const { heldOutShare } = recipe;
  const split = splitRows(clean.kept, { heldOutShare, seed: input.seed });
  const apart = await withoutTwins(scene, split, signal);
  const { exercises: offered = [], tests } = input;
  const ownManner = offered.length > 0 ? lessonsOfOwnManner(apart.kept) : 0;
  const exercises = ownManner > 0 ? [] : offered;
  const practised = await exerciseRows(scene.embedder, { exercises, tests }, signal);
  const others = apart.kept.length + practised.kept.length;
  const replay = await replayRows(scene, { ...input, recipe, others }, signal);
  const thumbs = await thumbRows(deps, scene, input, signal);
  const kept = [...apart.kept, ...practised.kept, ...replay.kept];
  const dropped = [
    ...(input.dropped ?? []),
    ...secret,
    ...sifted.dropped,
    ...clean.dropped,
    ...apart.dropped,
    ...practised.dropped,
    ...replay.dropped,
    ...thumbs.dropped,
  ];
  const manifest = judgeSet({
    scene,
    recipe,
    lessons: input.lessons,
    kept,
    thumbs: thumbs.kept,
    dropped,
    replayWanted: replay.wanted,
    contradictions: sifted.contradictions,
    ownManner,
    room: { answers: written.answers, crowdedOut: written.crowdedOut },
    base: input.base,
    teacher: input.teacher,
  });
  const { actor, botId } = input;
  const rows = { kept: [...kept, ...thumbs.kept], dropped };
  const dataSetId = await saveDataSet(deps, { actor, botId, manifest, ...rows });
  return { dataSetId, manifest };
}

function checkRecipe({ shares, maxRows, heldOutShare }: DataRecipe): void {
  const parts = [...Object.values(shares), heldOutShare];
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  if (parts.some((share) => !(share >= 0 && share < 1)) || sum > 0.9) {
    throw new AppError(
      'bad_request',
      'Shares of a data set are from 0 to 1 and leave at least 0.1 for plain answers.',
    );
  }
  if (!Number.isInteger(maxRows) || maxRows < 1)
    throw new AppError('bad_request', 'A data set has at least one row.');
}

/** What is left for rows with help pages. */
function withoutReplay(recipe: DataRecipe): DataRecipe {
  const { replay = 0 } = recipe.shares;
  return { ...recipe, maxRows: Math.round(recipe.maxRows * (1 - replay)) };
}

/** Answers first; the other parts in their share of those that could be written. */
async function writeRows(
  scene: Scene,
  { pairs, seed, onProgress, ...input }: AssembleInput & { pairs: readonly TaughtPair[]; recipe: DataRecipe },
  signal?: AbortSignal,
): Promise<Filled> {
  const recipe = withoutReplay(input.recipe);
  const written: Written = { kept: [], dropped: [] };
  const seen = new Set<string>();
  const answers = planAnswers(pairs);
  const total = Object.values(rowBudget(recipe, answers.length)).reduce((sum, rows) => sum + rows, 0);

  /** Gives those for which there is no room. */
  async function fill(plans: readonly RowPlan[], wanted: number): Promise<readonly RowPlan[]> {
    let left = wanted;
    for (const [at, plan] of plans.entries()) {
      if (left <= 0) return plans.slice(at);
      const row = await writeRow(scene, plan, signal);
      if ('dropped' in row) {
        written.dropped.push(row.dropped);
        continue;
      }
      const key = JSON.stringify(row.kept.messages.slice(0, -1));
      if (seen.has(key)) continue;
      seen.add(key);
      written.kept.push(row.kept);
      left -= 1;
      onProgress?.({ done: written.kept.length, total });
    }
    return [];
  }

  const room = rowBudget(recipe, answers.length).answer;
  const without = await fill(newestFirst(answers, room), room);
  const answered = new Set(written.kept.map(({ question }) => question));
  const usable = pairs.filter(({ question, answer }) => answered.has(question) || declines(answer));
  const plans = planRows({ pairs: usable, pages: scene.pages, seed });
  const budget = rowBudget(recipe, written.kept.length);
  for (const part of PAGE_PARTS) if (part !== 'answer') await fill(plans[part], budget[part]);
  if (budget.unasked === 0) {
    const declined = pairs.filter(({ answer }) => declines(answer));
    written.dropped.push(...declined.map((pair) => droppedPair(pair, NOT_TAUGHT)));
  }
  const crowdedOut = without.filter(({ pair }) => pair.lessonId !== undefined).length;
  return { ...written, answers: room, crowdedOut };
}

/** Of more lessons than there is room for those count that were written last: they are what somebody missed. */
function newestFirst(answers: readonly RowPlan[], room: number): readonly RowPlan[] {
  const lessons = answers.filter(({ pair }) => pair.lessonId !== undefined);
  return lessons.length > room ? lessons.toReversed() : answers;
}

async function thumbRows(
  deps: DataDeps,
  scene: Scene,
  { thumbs, tests }: AssembleInput,
  signal?: AbortSignal,
): Promise<ThumbRows> {
  if (thumbs === undefined) return { kept: [], dropped: [] };
  return await gatherThumbs(deps, scene, { ...thumbs, tests }, signal);
}

async function replayRows(
  { embedder, seed }: Scene,
  { recipe, openUntuned, tests, others, onProgress }: AssembleInput & { recipe: DataRecipe; others: number },
  signal?: AbortSignal,
): Promise<ReplayRows> {
  const { replay: share = 0 } = recipe.shares;
  if (share === 0 || others === 0) return { kept: [], dropped: [], wanted: 0 };
  invariant(openUntuned, 'A recipe with a share for the untuned model comes with that model.');
  await using generator = await openUntuned(signal);
  const input = { generator, share, others, tests, seed, ...(onProgress && { onProgress }) };
  return await makeReplayRows({ embedder }, input, signal);
}

async function withoutTests(
  scene: Scene,
  { kept, dropped }: Written,
  tests: readonly Askable[],
  signal?: AbortSignal,
): Promise<Written> {
  const findTested = await openTested(scene.embedder, tests, signal);
  const clean: Written = { kept: [], dropped: [...dropped] };
  for (const row of kept) {
    const asked = questionIn(row.messages.slice(0, -1)) ?? row.question;
    const tested = await findTested([askedByRow(row), ...(asked === row.question ? [] : [asked])]);
    if (tested === undefined) clean.kept.push(row);
    else clean.dropped.push(droppedRow(row, tested));
  }
  return clean;
}

/** What is held out must not have been read in other words. */
async function withoutTwins(
  scene: Scene,
  rows: readonly KeptRow[],
  signal?: AbortSignal,
): Promise<{ kept: KeptRow[]; dropped: DroppedRow[] }> {
  const trained = rows.filter(({ split }) => split === 'train').map(askedByRow);
  const twins = await openDuplicates(scene.embedder, trained, signal);
  const kept: KeptRow[] = [];
  const dropped: DroppedRow[] = [];
  for (const row of rows) {
    const twin = row.split === 'train' ? undefined : await twins.find(askedByRow(row));
    if (twin === undefined) kept.push(row);
    else
      dropped.push(
        droppedRow(row, `was to be held out, and asks the same as "${twin}", which is trained on`),
      );
  }
  return { kept, dropped };
}

function askedByRow({ question, history = [], messages, documentName }: Omit<KeptRow, 'split'>): Asked {
  const documents = documentName === undefined ? [] : [documentName];
  return { question, history, documents, answer: messages.at(-1)?.content ?? '' };
}

function droppedRow(
  { messages, split: _, history: __, ...row }: Omit<KeptRow, 'split'> & { split?: unknown },
  reason: string,
): DroppedRow {
  return { ...row, answer: messages.at(-1)?.content ?? '', reason };
}
