import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  judgementBalance,
  judgementLoss,
  type PreferencePair,
  preferenceLoss,
} from '../../../server/tuning/preference/loss.ts';

type Pair = {
  case: [number, number, number, number, number];
  beta: number;
  share: number;
  loss: number;
  chosen: number;
  rejected: number;
};
type Judged = {
  case: [number, number, boolean];
  beta: number;
  drift: number;
  liked: number;
  disliked: number;
  loss: number;
  weight: number;
};

const golden: { pairs: Pair[]; judgements: Judged[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/preference-golden.json'), 'utf8'),
);

const NUDGE = 1e-4;
const logProbability = fc.double({ min: -60, max: -0.5, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('the loss of a pair', () => {
  test.each(golden.pairs)(
    'agrees with PyTorch: %j',
    ({ case: numbers, beta, share: supervisedShare, ...expected }) => {
      const [policyChosen, referenceChosen, policyRejected, referenceRejected, chosenTokens] = numbers;
      const pair: PreferencePair = {
        chosen: { policy: policyChosen, reference: referenceChosen },
        rejected: { policy: policyRejected, reference: referenceRejected },
        chosenTokens,
      };
      const { loss, weights } = preferenceLoss(pair, { beta, supervisedShare });
      expect(loss).toBeCloseTo(expected.loss, 10);
      expect(weights.chosen).toBeCloseTo(expected.chosen, 10);
      expect(weights.rejected).toBeCloseTo(expected.rejected, 10);
    },
  );

  test('has the gradient that its weights say', () => {
    fc.assert(
      fc.property(
        logProbability,
        logProbability,
        logProbability,
        logProbability,
        share,
        (a, b, c, d, supervisedShare) => {
          const at = (chosenNudge: number, rejectedNudge: number) =>
            preferenceLoss(
              {
                chosen: { policy: a + chosenNudge, reference: b },
                rejected: { policy: c + rejectedNudge, reference: d },
                chosenTokens: 11,
              },
              { beta: 0.3, supervisedShare },
            );
          const { weights } = at(0, 0);
          expect((at(-NUDGE, 0).loss - at(NUDGE, 0).loss) / (2 * NUDGE)).toBeCloseTo(weights.chosen, 5);
          expect((at(0, -NUDGE).loss - at(0, NUDGE).loss) / (2 * NUDGE)).toBeCloseTo(weights.rejected, 5);
        },
      ),
    );
  });

  test('raises the chosen answer and lowers the rejected one, least where they are apart already', () => {
    const apart = (margin: number) =>
      preferenceLoss(
        { chosen: { policy: margin, reference: 0 }, rejected: { policy: 0, reference: 0 }, chosenTokens: 1 },
        { beta: 0.1, supervisedShare: 0 },
      );
    expect(apart(0)).toEqual({ loss: Math.log(2), margin: 0, weights: { chosen: 0.05, rejected: -0.05 } });
    expect(apart(50).weights.chosen).toBeLessThan(apart(-50).weights.chosen);
    expect(Number.isFinite(apart(-1e5).loss)).toBe(true);
  });
});

describe('the loss of a thumb', () => {
  test.each(golden.judgements)(
    'agrees with PyTorch: %j',
    ({ case: numbers, beta, drift, liked, disliked, ...expected }) => {
      const [policy, reference, isLiked] = numbers;
      const balance = { liked, disliked };
      const found = judgementLoss({ policy, reference, liked: isLiked }, { beta, drift, balance });
      expect(found.loss).toBeCloseTo(expected.loss, 10);
      expect(found.weight).toBeCloseTo(expected.weight, 10);
    },
  );

  test('has the gradient that its weight says', () => {
    fc.assert(
      fc.property(logProbability, logProbability, fc.boolean(), (policy, reference, liked) => {
        const options = { beta: 0.2, drift: 1.5, balance: { liked: 1, disliked: 1.2 } };
        const at = (nudge: number) => judgementLoss({ policy: policy + nudge, reference, liked }, options);
        expect((at(-NUDGE).loss - at(NUDGE).loss) / (2 * NUDGE)).toBeCloseTo(at(0).weight, 5);
      }),
    );
  });

  test('counts both kinds the same in all', () => {
    expect(judgementBalance({ liked: 400, disliked: 100 })).toEqual({ liked: 1, disliked: 4 });
    expect(judgementBalance({ liked: 100, disliked: 150 })).toEqual({ liked: 1.5, disliked: 1 });
  });
});
