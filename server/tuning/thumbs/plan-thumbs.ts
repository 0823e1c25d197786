import { AppError } from '../../base/index.ts';
import type { Store } from '../../store/index.ts';
import { type JudgedExample, readThumbRows } from '../data/read-data-set.ts';
import { minutesOfStep, type StepAsked, stepRecipe } from '../preference/step-recipe.ts';
import type { StepPlan } from '../runs/run.ts';
import type { Example } from '../training/types.ts';
import type { JudgedReply, ThumbCounts } from './types.ts';

/** Of either kind, those kept aside included: fewer teach their accidents. */
const MIN_THUMBS = 100;
/** As for corrections. */
const BETA = 0.1;
const MIN_EPOCHS = 1;
/** A row's own answer; beside it, that of another question is read. */
const ROWS = { learned: 1, read: 2 };

export type PlanThumbsInput = StepAsked & { dataSetId: string };

type Deps = { store: Pick<Store, 'db'> };

/**
 * The judged replies of a data set as a short step after the lessons and corrections, or none.
 * @throws AppError `bad_request` where it is required and there are too few
 */
export async function planThumbs(
  deps: Deps,
  { dataSetId, recipe, wish, tokensPerSecond }: PlanThumbsInput,
): Promise<{ plan?: StepPlan; notes: string[] }> {
  if (wish === 'skip') return { notes: [] };
  const { train, heldOut, dropped } = await readThumbRows(deps, dataSetId);
  const few = tooFew(countUp([...train, ...heldOut]), dropped);
  if (few !== undefined) {
    if (wish === 'require') throw new AppError('bad_request', few);
    return { notes: [few] };
  }
  const { up, down } = countUp(train);
  const objective = { kind: 'judgement', beta: BETA, counts: { liked: up, disliked: down } } as const;
  const own = stepRecipe(recipe, { rows: train.length, minEpochs: MIN_EPOCHS, objective });
  const minutes = minutesOfStep({ train, heldOut, recipe: own, rows: ROWS, tokensPerSecond });
  const plan = { train: train.map(({ id }) => id), heldOut: heldOut.map(({ id }) => id), recipe: own };
  return {
    plan,
    notes: [
      `Last it learns from ${up} thumbs up and ${down} down which of its answers people want, with ${heldOut.length} kept aside; that takes about ${minutes} minutes more.${leftOut(dropped)}`,
    ],
  };
}

/** The same before anything is gathered: all thumbs, usable or not. @throws AppError `bad_request` where even those are too few */
export function requireThumbs(replies: readonly Pick<JudgedReply, 'verdict'>[]): void {
  const up = replies.filter(({ verdict }) => verdict === 'up').length;
  const few = tooFew({ up, down: replies.length - up }, 0);
  if (few !== undefined) throw new AppError('bad_request', few);
}

/** The rows of a plan. @throws AppError `conflict` where one is gone */
export async function readPlannedThumbs(
  deps: Deps,
  { dataSetId, plan }: { dataSetId: string; plan: StepPlan },
): Promise<{ train: Example[]; heldOut: Example[] }> {
  const { train, heldOut } = await readThumbRows(deps, dataSetId);
  const byId = new Map([...train, ...heldOut].map((example) => [example.id, example]));
  const examples = (ids: readonly string[]) =>
    ids.map((id) => {
      const example = byId.get(id);
      if (example) return example;
      throw new AppError(
        'conflict',
        'A judged reply that this run was to learn from is gone. Start another run.',
      );
    });
  return { train: examples(plan.train), heldOut: examples(plan.heldOut) };
}

function countUp(examples: readonly JudgedExample[]): ThumbCounts {
  const up = examples.filter(({ liked }) => liked).length;
  return { up, down: examples.length - up };
}

/** For staff, a sentence; undefined where there are enough. */
function tooFew({ up, down }: ThumbCounts, dropped: number): string | undefined {
  const missing = [up, down].map((count) => Math.max(0, MIN_THUMBS - count));
  if (missing.every((count) => count === 0)) return undefined;
  return (
    `Thumbs can be learned from ${MIN_THUMBS} up and ${MIN_THUMBS} down on, and this bot has ${up} up and ${down} down ` +
    `that can be used: ${missing[0]} up and ${missing[1]} down are missing.${leftOut(dropped)}`
  );
}

function leftOut(dropped: number): string {
  return dropped === 0 ? '' : ` ${dropped} more are left out; its data set says why.`;
}
