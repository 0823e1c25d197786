import type { AnswerKind, Passport } from '../contract/index.ts';
import type { SearchResult } from '../knowledge/index.ts';
import type { Generated } from './generate-checked.ts';
import type { AnsweringDeps } from './types.ts';
import { isUnsure } from './unsure.ts';

export type PassportInput = {
  kind: AnswerKind;
  question: string;
  decision: Passport['decision'];
  found?: SearchResult;
  ranker?: Passport['ranker'];
  used?: ReadonlySet<string>;
  cited?: ReadonlySet<string>;
  record: Generated;
};

/** What is kept of a turn beside its text, so that it can be explained and repeated. */
export function writePassport(deps: AnsweringDeps, input: PassportInput): Passport {
  const { found, record } = input;
  const asked = record.prompt !== undefined;
  return {
    kind: input.kind,
    question: input.question,
    searched: found?.searched ?? input.question,
    decision: input.decision,
    ...(deps.bot.unsureHint && isUnsure(input) && { unsure: true }),
    found: (found?.hits ?? []).map(({ passageId, documentId, score, vectorScore, lexicalScore }) => ({
      passageId,
      documentId,
      score,
      vectorScore,
      lexicalScore,
      used: input.used?.has(passageId) ?? false,
      cited: input.cited?.has(passageId) ?? false,
    })),
    checks: record.checks,
    ...(asked ? { model: deps.generator.identity() } : {}),
    ...(found === undefined ? {} : { embedder: embedderIdentity(deps) }),
    ...(input.ranker && { ranker: input.ranker }),
    indexVersion: found?.indexVersion ?? 0,
    settingsVersion: deps.settingsVersion,
    ...(record.prompt === undefined ? {} : { prompt: record.prompt }),
    ...(record.generated === undefined ? {} : { generated: record.generated }),
    timingsMs: record.timingsMs,
  };
}

/** A turn that code decided before any search. */
export function routedDecision(
  outcome: Passport['decision']['outcome'],
  threshold: number,
  reason: string,
): Passport['decision'] {
  return { outcome, score: 1, threshold, reason };
}

function embedderIdentity(deps: AnsweringDeps): Passport['embedder'] {
  const { id, sha256 } = deps.embedder.identity();
  return { id, sha256 };
}
