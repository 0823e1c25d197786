import { AppError } from '../../base/index.ts';
import type { ExampleTokenizer } from '../../models/index.ts';
import type { EncodedExample } from './learner.ts';
import type { Example, TrainingEstimate, TrainingInput } from './types.ts';

export type EncodedExamples = {
  train: EncodedExample[];
  heldOut: EncodedExample[];
  replay: EncodedExample[];
  skipped: TrainingEstimate['skipped'];
};

/**
 * Conversations as token ids, with the ones that are too long left out.
 * @throws AppError `bad_request` where nothing is left, or an example has no answer to learn
 */
export function encodeExamples(
  tokenizer: ExampleTokenizer,
  {
    base,
    train,
    heldOut,
    replay = [],
    recipe,
  }: Pick<TrainingInput, 'base' | 'train' | 'heldOut' | 'replay' | 'recipe'>,
): EncodedExamples {
  const maxTokens = Math.min(recipe.maxTokens, base.manifest.contextTokens);
  const skipped: EncodedExamples['skipped'] = [];
  const isPreference = recipe.objective?.kind === 'preference';
  const encode = (examples: readonly Example[], inPairs: boolean) =>
    examples.flatMap((example): EncodedExample[] => {
      const rows = conversationsOf(example, inPairs).map((messages) => tokenizer.encode(messages));
      const tokens = Math.max(...rows.map(({ ids }) => ids.length));
      if (tokens <= maxTokens) return [{ id: example.id, rows }];
      skipped.push({ id: example.id, tokens });
      return [];
    });
  const encoded = {
    train: encode(train, isPreference),
    heldOut: encode(heldOut, isPreference),
    replay: encode(replay, false),
    skipped,
  };
  if (encoded.train.length > 0) return encoded;
  throw new AppError(
    'bad_request',
    train.length === 0
      ? 'There is nothing to learn: the data holds no examples.'
      : `There is nothing to learn: each of the ${train.length} examples is longer than ${maxTokens} tokens. Shorten them.`,
  );
}

function conversationsOf(example: Example, isPreference: boolean): Example['messages'][] {
  const { id, messages, rejected } = example;
  if (messages.at(-1)?.role !== 'assistant') {
    throw new AppError(
      'bad_request',
      `The example "${id}" does not end with an answer, so nothing can be learned from it.`,
    );
  }
  if (!isPreference) return [messages];
  if (rejected === undefined) {
    throw new AppError(
      'bad_request',
      `The example "${id}" has no rejected answer, and a preference needs one.`,
    );
  }
  return [messages, [...messages.slice(0, -1), { role: 'assistant', content: rejected }]];
}
