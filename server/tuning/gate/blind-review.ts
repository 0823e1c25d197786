import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { AppError, type Clock } from '../../base/index.ts';
import type { Database, JudgementChoice, Store } from '../../store/index.ts';
import { type ComparisonRow, comparisonFromRow, readComparisonRow } from './comparison.ts';
import { answererOf } from './judge.ts';
import { signTest } from './sign-test.ts';
import type { ComparedItem, Opponent } from './types.ts';

/** Two answers to one question, without a word on who gave which. */
export type BlindPair = {
  itemId: string;
  question: string;
  /** The ideal answer, where there is one. */
  reference: string | null;
  left: string;
  right: string;
  /** What this reviewer has chosen already. */
  choice: JudgementChoice | null;
};

export type BlindReview = { opponent: Opponent; pairs: BlindPair[] };

export type ReviewInput = {
  /** Who judges. */
  actor: string;
  botId: string;
  comparisonId: string;
  opponent: Opponent;
};

export type JudgementInput = ReviewInput & { itemId: string; choice: JudgementChoice };

export type ReviewResult = {
  opponent: Opponent;
  /** Questions on which the two answers differ. */
  pairs: number;
  judged: number;
  /** Pairs that the reviewers together gave to the candidate, to the opponent, and to neither. */
  candidate: number;
  other: number;
  ties: number;
  /** Sign test, two-sided: the chance of so uneven a split where both are equally good. */
  pValue: number;
};

/**
 * The answers of candidate and opponent side by side, where they differ. Which stands left and what comes first is drawn
 * by the comparison's own secret seed: always the same, and not to be guessed.
 * @throws AppError `not_found`, `bad_request` where the opponent was not asked, `conflict` before the end
 */
export async function startBlindReview(
  { store }: { store: { db: Kysely<Database> } },
  { actor, botId, comparisonId, opponent }: ReviewInput,
): Promise<BlindReview> {
  const row = await readComparisonRow(store.db, { comparisonId, botId });
  const judgements = await judgementsOf(store.db, { comparisonId, opponent })
    .where('reviewer', '=', actor)
    .execute();
  const choices = new Map(judgements.map(({ item_id, choice }) => [item_id, choice]));
  const pairs = pairsOf(row, opponent).map(({ candidate, other, isCandidateLeft }) => {
    const [left, right] = isCandidateLeft ? [candidate, other] : [other, candidate];
    const { id: itemId, question, reference } = candidate;
    const choice = choices.get(itemId) ?? null;
    return { itemId, question, reference, left: left.answer, right: right.answer, choice };
  });
  return { opponent, pairs };
}

/** Keeps who preferred what, and when; a second judgement of the same pair replaces the first. @throws AppError `not_found` */
export async function recordJudgement(
  { store, clock }: { store: Store; clock: Clock },
  { actor, botId, comparisonId, opponent, itemId, choice }: JudgementInput,
): Promise<void> {
  const row = await readComparisonRow(store.db, { comparisonId, botId });
  if (!pairsOf(row, opponent).some(({ candidate }) => candidate.id === itemId)) {
    throw new AppError('not_found', 'There is no such pair of answers in this comparison. Load it again.');
  }
  await store.transact(async (tx) => {
    const at = clock.now();
    await tx
      .insertInto('comparison_judgements')
      .values({
        comparison_id: comparisonId,
        opponent,
        item_id: itemId,
        reviewer: actor,
        choice,
        judged_at: at,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['comparison_id', 'opponent', 'item_id', 'reviewer'])
          .doUpdateSet({ choice, judged_at: at }),
      )
      .execute();
    const details = { comparisonId, opponent, itemId };
    await recordAudit(tx, { at, actor, verb: 'recordJudgement', subject: `bot:${botId}`, details });
  });
}

function judgementsOf(
  db: Kysely<Database>,
  { comparisonId, opponent }: Pick<ReviewInput, 'comparisonId' | 'opponent'>,
) {
  return db
    .selectFrom('comparison_judgements')
    .select(['item_id', 'choice'])
    .where('comparison_id', '=', comparisonId)
    .where('opponent', '=', opponent);
}

/** Opens the envelopes: whom the reviewers preferred, pair by pair. @throws AppError as `startBlindReview` */
export async function reviewResult(
  { store }: { store: { db: Kysely<Database> } },
  { botId, comparisonId, opponent }: Omit<ReviewInput, 'actor'>,
): Promise<ReviewResult> {
  const row = await readComparisonRow(store.db, { comparisonId, botId });
  const judgements = await judgementsOf(store.db, { comparisonId, opponent }).execute();
  const pairs = pairsOf(row, opponent);
  const leads = pairs.flatMap(({ candidate, isCandidateLeft }) => {
    const choices = judgements.filter(({ item_id }) => item_id === candidate.id);
    if (choices.length === 0) return [];
    const left = choices.reduce((sum, { choice }) => sum + LEFTWARD[choice], 0);
    return [isCandidateLeft ? left : -left];
  });
  const candidate = leads.filter((lead) => lead > 0).length;
  const other = leads.filter((lead) => lead < 0).length;
  return {
    opponent,
    pairs: pairs.length,
    judged: leads.length,
    candidate,
    other,
    ties: leads.length - candidate - other,
    pValue: signTest(candidate, other),
  };
}

const LEFTWARD: Record<JudgementChoice, number> = { left: 1, right: -1, tie: 0 };

type Pair = { candidate: ComparedItem; other: ComparedItem; isCandidateLeft: boolean };

function pairsOf(row: ComparisonRow, opponent: Opponent): Pair[] {
  const { report } = comparisonFromRow(row);
  if (report === null) {
    throw new AppError(
      'conflict',
      'This comparison has not ended with a result, so there is nothing to judge.',
    );
  }
  const candidate = answererOf(report.answerers, 'candidate');
  const opposite = answererOf(report.answerers, opponent);
  if (candidate === undefined || opposite === undefined) {
    throw new AppError(
      'bad_request',
      `This comparison was not made against "${opponent}". Choose another opponent.`,
    );
  }
  const others = new Map(opposite.items.map((item) => [item.id, item]));
  return candidate.items
    .flatMap((item) => {
      const other = others.get(item.id);
      if (other === undefined || other.answer === item.answer) return [];
      const draw = createHash('sha256').update(`${row.review_seed} ${opponent} ${item.id}`).digest();
      return [
        {
          candidate: item,
          other,
          isCandidateLeft: draw.readUInt8(0) % 2 === 0,
          order: draw.toString('hex', 1),
        },
      ];
    })
    .toSorted((one, other) => (one.order < other.order ? -1 : 1));
}
