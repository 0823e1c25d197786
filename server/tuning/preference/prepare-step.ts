import { AppError } from '../../base/index.ts';
import { FOR_EVERYONE } from '../../knowledge/index.ts';
import type { Store } from '../../store/index.ts';
import type { Example, Recipe } from '../training/types.ts';
import { pairFromRow } from './pair-row.ts';

/** Fewer would only be learned by heart. */
const MIN_PAIRS = 10;
/** Leaving the reference must cost something (Rafailov et al. use 0.1), and the chosen answers must not grow unlikely. */
const OBJECTIVE = { kind: 'preference', beta: 0.1, supervisedShare: 0.2 } as const;
/** Preferences are few, and are learned on top of what a run has learned: gently, and not often. */
const RATE_SHARE = 0.1;
const MAX_EPOCHS = 2;

export type PreferenceStep = { examples: Example[]; recipe: Recipe };

/**
 * The approved preferences of a bot as rows to train on, and the recipe of that step: a short one after a supervised
 * run with `recipe`, from that run's adapter. Older pairs come first.
 * @throws AppError `bad_request` where there are too few
 */
export async function preparePreferenceStep(
  { store }: { store: Pick<Store, 'db'> },
  { botId, recipe }: { botId: string; recipe: Recipe },
): Promise<PreferenceStep> {
  const stored = await store.db
    .selectFrom('preference_pairs')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('state', '=', 'approved')
    .orderBy('sequence')
    .execute();
  const restricted = await restrictedIds(store, botId);
  const rows = stored
    .map(pairFromRow)
    .filter(({ documentIds }) => !documentIds.some((id) => restricted.has(id)));
  if (rows.length < MIN_PAIRS) {
    throw new AppError(
      'bad_request',
      `Preferences can be learned from ${MIN_PAIRS} approved corrections on, and this bot has ${rows.length}.`,
    );
  }
  const examples = rows.map(({ id, messages, chosen, rejected }): Example => {
    return { id, messages: [...messages, { role: 'assistant', content: chosen }], rejected };
  });
  const learningRate = recipe.learningRate * RATE_SHARE;
  const epochs = Math.min(recipe.epochs, MAX_EPOCHS);
  return { examples, recipe: { ...recipe, learningRate, epochs, objective: OBJECTIVE } };
}

/** What a model learns it may tell anybody. */
async function restrictedIds({ db }: Pick<Store, 'db'>, botId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('documents')
    .select('id')
    .where('bot_id', '=', botId)
    .where('audience', '!=', FOR_EVERYONE)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
