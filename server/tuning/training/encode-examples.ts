import { AppError } from '../../base/index.ts';
import type { ExampleTokenizer } from '../../models/index.ts';
import { requireEmbedder, requireWrongLines, textsOf } from './contrast-examples.ts';
import type { EncodedExample } from './learner.ts';
import type { Example, Objective, TrainingEstimate, TrainingInput } from './types.ts';

export type EncodedExamples = {
  train: EncodedExample[];
  heldOut: EncodedExample[];
  replay: EncodedExample[];
  skipped: TrainingEstimate['skipped'];
};

/**
 * Conversations as token ids, with the ones that are too long left out.
 * @throws AppError `bad_request` where nothing is left, or an example lacks what the objective reads
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
  const kind = recipe.objective?.kind ?? 'supervised';
  if (kind === 'contrast') requireEmbedder(base);
  // What a reading's row ends with is no token of its text.
  const labels = base.manifest.kind === 'embedder' && kind !== 'contrast' ? 1 : 0;
  const encode = (examples: readonly Example[], kind: Objective['kind']) =>
    examples.flatMap((example, at): EncodedExample[] => {
      const rows = CONVERSATIONS[kind](answered(example), { examples, at }).map((messages) =>
        tokenizer.encode(messages),
      );
      const tokens = Math.max(...rows.map(({ ids }) => ids.length)) - labels;
      const { id, liked } = example;
      if (tokens <= maxTokens) return [{ id, rows, ...(liked !== undefined && { liked }) }];
      skipped.push({ id, tokens });
      return [];
    });
  const encoded = {
    train: encode(train, kind),
    heldOut: encode(heldOut, kind),
    replay: encode(replay, 'supervised'),
    skipped,
  };
  if (encoded.train.length > 0) {
    if (kind === 'contrast') requireWrongLines(encoded.train, recipe);
    return encoded;
  }
  throw new AppError(
    'bad_request',
    train.length === 0
      ? 'There is nothing to learn: the data holds no examples.'
      : `There is nothing to learn: each of the ${train.length} examples is longer than ${maxTokens} tokens. Shorten them.`,
  );
}

type Place = { examples: readonly Example[]; at: number };

/** The conversations that an example is read as. @throws AppError `bad_request` where it lacks what the objective reads */
const CONVERSATIONS: Record<
  Objective['kind'],
  (example: Example, place: Place) => readonly Example['messages'][]
> = {
  supervised: ({ messages }) => [messages],
  preference({ id, messages, rejected }) {
    if (rejected === undefined) {
      throw new AppError(
        'bad_request',
        `The example "${id}" has no rejected answer, and a preference needs one.`,
      );
    }
    return [messages, answeredBy(messages, rejected)];
  },
  judgement({ id, messages, liked }, place) {
    if (liked === undefined) {
      throw new AppError(
        'bad_request',
        `The example "${id}" is neither liked nor disliked, so nothing can be learned from it.`,
      );
    }
    return [messages, answeredBy(messages, strangerTo(place))];
  },
  contrast: textsOf,
};

function answered(example: Example): Example {
  if (example.messages.at(-1)?.role === 'assistant') return example;
  throw new AppError(
    'bad_request',
    `The example "${example.id}" does not end with an answer, so nothing can be learned from it.`,
  );
}

function answeredBy(messages: Example['messages'], content: string): Example['messages'] {
  return [...messages.slice(0, -1), { role: 'assistant', content }];
}

/** The answer of the next example that asks and says something else: whatever the order, the same one belongs to an example. */
function strangerTo({ examples, at }: Place): string {
  const own = examples[at]?.messages ?? [];
  const others = [...examples.slice(at + 1), ...examples.slice(0, at)].map(({ messages }) => messages);
  const other = others.find((one) => saidIn(one, 2) !== saidIn(own, 2) && saidIn(one, 1) !== saidIn(own, 1));
  if (other) return saidIn(other, 1);
  throw new AppError(
    'bad_request',
    'Judged answers can be learned from once they are answers to at least two questions.',
  );
}

function saidIn(messages: Example['messages'], fromEnd: number): string {
  return messages.at(-fromEnd)?.content ?? '';
}
