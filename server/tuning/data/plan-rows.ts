import { shuffled } from './chance.ts';
import { followUp } from './follow-up.ts';
import type { Pages } from './pages.ts';
import { paraphrase } from './paraphrase.ts';
import { declines } from './taught-pair.ts';
import type { DataRecipe, PagePart, TaughtPair } from './types.ts';
import { offTopicQuestions, unaskedQuestions, unknownModels } from './unasked.ts';
import type { RowPlan } from './write-row.ts';

/** Of the refusals: the page with the answer kept out, a detail that no page tells, something else altogether. */
const REMOVED_SHARE = 0.5;
const OFF_TOPIC_SHARE = 0.1;

export type RowPlans = Record<Exclude<PagePart, 'answer'>, RowPlan[]>;

type Input = { pairs: readonly TaughtPair[]; pages: Pages; seed: number };

/** A plain row for each pair that has an answer. */
export function planAnswers(pairs: readonly TaughtPair[]): RowPlan[] {
  return asked('answer', pairs.filter(answers));
}

/** All rows that could be written of each other part, in the order in which they should be. */
export function planRows({ pairs, pages, seed }: Input): RowPlans {
  const taught = pairs.filter(answers);
  const declined = pairs.filter((pair) => !answers(pair));
  const mixed = shuffled(taught, seed, keyOf);
  return {
    'near-miss': asked('near-miss', shuffled(mixed, seed + 1, keyOf)),
    'follow-up': followUps(mixed),
    paraphrase: shuffled(mixed, seed + 2, keyOf).flatMap((pair) => {
      const question = paraphrase(pair.question, seed);
      return question === undefined ? [] : [{ part: 'paraphrase', pair, question, history: pair.history }];
    }),
    removed: asked('removed', shuffled(mixed, seed + 3, keyOf)),
    unasked: asked('unasked', [
      ...declined,
      ...unknownModels(taught, pages, seed),
      ...unaskedQuestions(pages, seed),
    ]),
    'off-topic': asked('off-topic', offTopicQuestions(seed)),
  };
}

/** How many rows of each part, for this many answers. */
export function rowBudget({ shares, maxRows }: DataRecipe, answers: number): Record<PagePart, number> {
  const others = shares.refusal + shares.nearMiss + shares.followUp + shares.paraphrase;
  const total = Math.min(maxRows, Math.round(answers / Math.max(0.05, 1 - others)));
  const of = (share: number) => Math.round(total * share);
  const refusals = of(shares.refusal);
  const removed = Math.round(refusals * REMOVED_SHARE);
  const offTopic = Math.round(refusals * OFF_TOPIC_SHARE);
  return {
    answer: Math.min(answers, Math.max(0, total - of(others))),
    'near-miss': of(shares.nearMiss),
    'follow-up': of(shares.followUp),
    paraphrase: of(shares.paraphrase),
    removed,
    unasked: refusals - removed - offTopic,
    'off-topic': offTopic,
  };
}

function answers({ answer }: TaughtPair): boolean {
  return !declines(answer);
}

function asked(part: PagePart, pairs: readonly TaughtPair[]): RowPlan[] {
  return pairs.map((pair) => ({ part, pair, question: pair.question, history: pair.history }));
}

/** Two questions about one document, one after the other. */
function followUps(pairs: readonly TaughtPair[]): RowPlan[] {
  const groups = Map.groupBy(
    pairs.filter(({ documentName, history }) => documentName !== undefined && history.length === 0),
    ({ documentName }) => documentName,
  );
  return [...groups.values()].flatMap((group) =>
    group.slice(1).flatMap((pair, index): RowPlan[] => {
      const before = group[index];
      return before === undefined ? [] : [{ part: 'follow-up', pair, ...followUp(before, pair) }];
    }),
  );
}

function keyOf({ question, who, documentName = '' }: TaughtPair): string {
  return `${question}\n${documentName}\n${who}`;
}
