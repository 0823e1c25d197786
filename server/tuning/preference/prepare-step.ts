import { questionIn } from '../../answering/index.ts';
import { AppError } from '../../base/index.ts';
import { listRestrictedDocuments } from '../../knowledge/index.ts';
import type { Embedder } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';
import { openDuplicates } from '../data/near-duplicates.ts';
import type { StepPlan } from '../runs/run.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import type { Example } from '../training/types.ts';
import { byPrompt } from './by-prompt.ts';
import { pairFromRow } from './pair-row.ts';
import { minutesOfStep, type StepAsked, stepRecipe } from './step-recipe.ts';
import type { PreferencePair } from './types.ts';

/** One batch of eight to learn from, and two kept aside to see whether it carries over; fewer would be learned by heart. */
export const MIN_PAIRS = 10;
const HELD_OUT_SHARE = 5;
/** Leaving the reference must cost something (Rafailov et al. use 0.1), and the chosen answers must not grow unlikely. */
const OBJECTIVE = { kind: 'preference', beta: 0.1, supervisedShare: 0.2 } as const;
const MIN_EPOCHS = 2;

/** Both answers of a pair are learned from. */
const ROWS = { learned: 2, read: 2 };

export type PlanInput = StepAsked & { botId: string };

type Deps = { store: Pick<Store, 'db'>; embedder: Embedder };

/**
 * The approved corrections of a bot as a short step after a supervised one with `recipe`, or none. What asks a test question, or
 * nearly so, is left out; a fifth is kept aside, all corrections of one prompt together.
 * @throws AppError `bad_request` where it is required and there are too few, or all of one prompt
 */
export async function planPreferenceStep(
  deps: Deps,
  { botId, recipe, wish, tokensPerSecond }: PlanInput,
  signal?: AbortSignal,
): Promise<{ plan?: StepPlan; notes: string[] }> {
  if (wish === 'skip') return { notes: [] };
  const all = await approvedPairs(deps, botId);
  const pairs = await untested(deps, botId, all, signal);
  const tested = all.length - pairs.length;
  const leftOut = tested > 0 ? ` ${tested} more ask what is tested, and are left out.` : '';
  if (pairs.length < MIN_PAIRS) {
    const few = `Preferences can be learned from ${MIN_PAIRS} approved corrections on, and this bot has ${pairs.length}.${leftOut}`;
    if (wish === 'require') throw new AppError('bad_request', few);
    return { notes: all.length > 0 ? [few] : [] };
  }
  const { train, heldOut } = split(pairs);
  if (heldOut.length === 0) {
    const same = `Preferences are learned from corrections of several questions, some of which are kept aside; the ${pairs.length} of this bot are of too few.${leftOut}`;
    if (wish === 'require') throw new AppError('bad_request', same);
    return { notes: [same] };
  }
  const own = stepRecipe(recipe, { rows: train.length, minEpochs: MIN_EPOCHS, objective: OBJECTIVE });
  const examples = { train: train.map(exampleOf), heldOut: heldOut.map(exampleOf) };
  const minutes = minutesOfStep({ ...examples, recipe: own, rows: ROWS, tokensPerSecond });
  const told = `After the lessons it learns from ${train.length} corrections what to say instead, with ${heldOut.length} kept aside; that takes about ${minutes} minutes more.${leftOut}`;
  const plan = { train: train.map(({ id }) => id), heldOut: heldOut.map(({ id }) => id), recipe: own };
  return { plan, notes: [told] };
}

/** @throws AppError `conflict` where one of them is gone */
export async function readPreferenceRows(
  { store }: Pick<Deps, 'store'>,
  { botId, plan }: { botId: string; plan: StepPlan },
): Promise<{ train: Example[]; heldOut: Example[] }> {
  const rows = await store.db
    .selectFrom('preference_pairs')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('erased_at', 'is', null)
    .execute();
  const byId = new Map(rows.map(pairFromRow).map((pair) => [pair.id, pair]));
  const examples = (ids: readonly string[]) =>
    ids.map((id): Example => {
      const pair = byId.get(id);
      if (!pair) {
        throw new AppError(
          'conflict',
          'A correction that this run was to learn from is gone. Start another run.',
        );
      }
      return exampleOf(pair);
    });
  return { train: examples(plan.train), heldOut: examples(plan.heldOut) };
}

function exampleOf({ id, messages, chosen, rejected }: PreferencePair): Example {
  return { id, messages: [...messages, { role: 'assistant', content: chosen }], rejected };
}

async function approvedPairs({ store }: Deps, botId: string): Promise<PreferencePair[]> {
  const rows = await store.db
    .selectFrom('preference_pairs')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('state', '=', 'approved')
    .orderBy('sequence')
    .execute();
  // What a model learns it may tell anybody.
  const restricted = new Set((await listRestrictedDocuments(store.db, botId)).map(({ id }) => id));
  return rows.map(pairFromRow).filter(({ documentIds }) => !documentIds.some((id) => restricted.has(id)));
}

async function untested(
  deps: Deps,
  botId: string,
  pairs: readonly PreferencePair[],
  signal?: AbortSignal,
): Promise<PreferencePair[]> {
  if (pairs.length === 0) return [];
  const tests = (await allTestQuestions(deps, { botId })).map(({ question }) => question);
  const tested = await openDuplicates(deps.embedder, tests, signal);
  const kept: PreferencePair[] = [];
  for (const pair of pairs) {
    const asked = questionIn(pair.messages);
    if (asked === undefined || (await tested.find(asked)) === undefined) kept.push(pair);
  }
  return kept;
}

/** By the prompt's hash: neither when a correction was written nor which others there are decides where it goes. */
function split(pairs: readonly PreferencePair[]): { train: PreferencePair[]; heldOut: PreferencePair[] } {
  const wanted = Math.max(1, Math.floor(pairs.length / HELD_OUT_SHARE));
  const [train, heldOut]: [PreferencePair[], PreferencePair[]] = [[], []];
  for (const group of byPrompt(pairs, ({ messages }) => messages)) {
    const goes = heldOut.length + group.length <= wanted ? heldOut : train;
    goes.push(...group);
  }
  return { train, heldOut };
}
