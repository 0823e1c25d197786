/** Reading a held-out row costs this part of learning it, until an evaluation was timed: no way back. */
const JUDGING_SHARE = 0.4;

/** How fast a run goes and how long it still takes, from what it has done so far. */
export type Pace = {
  learned(tokens: number, durationMs: number): void;
  judged(durationMs: number): void;
  now(): { tokensPerSecond: number; etaSeconds: number };
};

/** `steps`: tokens of each step to come; `evaluations`: tokens of one, and how many are to come. */
export function createPace(steps: readonly number[], evaluations: { tokens: number; times: number }): Pace {
  let left = steps.reduce((sum, tokens) => sum + tokens, 0);
  let evaluationsLeft = evaluations.times;
  let tokens = 0;
  let learnedMs = 0;
  let judgedMs: number | undefined;
  return {
    learned(count, durationMs) {
      tokens += count;
      left -= count;
      learnedMs += durationMs;
    },
    judged(durationMs) {
      judgedMs = durationMs;
      evaluationsLeft -= 1;
    },
    now() {
      const perToken = learnedMs / Math.max(1, tokens);
      const evaluationMs = judgedMs ?? evaluations.tokens * perToken * JUDGING_SHARE;
      return {
        tokensPerSecond: tokens === 0 ? 0 : 1000 / perToken,
        etaSeconds: (left * perToken + evaluationsLeft * evaluationMs) / 1000,
      };
    },
  };
}

/** What a whole run takes at a measured speed. */
export function wholeRun(
  { learned, judged }: { learned: number; judged: number },
  tokensPerSecond: number,
): { tokens: number; seconds: number } {
  return { tokens: learned + judged, seconds: (learned + judged * JUDGING_SHARE) / tokensPerSecond };
}
