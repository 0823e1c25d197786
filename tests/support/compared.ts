import { latencyOf } from '../../server/tuning/gate/latency.ts';
import type { AnswererReport, ComparedItem, Role } from '../../server/tuning/gate/types.ts';

/** A well answered question. */
export function comparedItem(id: string, given: Partial<ComparedItem> = {}): ComparedItem {
  return {
    id,
    question: `Question ${id}?`,
    kind: 'model',
    answer: 'Within 60 days.',
    reference: 'Within 60 days.',
    answerable: true,
    mustPass: false,
    cited: ['returns.md'],
    citationPrecision: 1,
    rougeL: 0.5,
    chrF: 0.5,
    tokenF1: 0.5,
    groundedness: 1,
    keyFacts: 1,
    own: { text: 'Within 60 days.', reason: 'stop', rougeL: 0.5, chrF: 0.5, keyFacts: 1, groundedness: 1 },
    declinedBy: null,
    firstSentenceMs: 400,
    totalMs: 800,
    checks: [],
    isInFormat: null,
    ...given,
  };
}

/** A question without an answer, declined. */
export function declinedItem(id: string, given: Partial<ComparedItem> = {}): ComparedItem {
  return comparedItem(id, {
    kind: 'refusal',
    answer: 'I could not find that.',
    reference: null,
    answerable: false,
    cited: [],
    citationPrecision: null,
    rougeL: null,
    chrF: null,
    tokenF1: null,
    groundedness: null,
    keyFacts: null,
    own: null,
    declinedBy: 'code',
    firstSentenceMs: null,
    ...given,
  });
}

/** Without the table of measures, which no verdict reads. */
export function answererReport(roles: Role[], items: ComparedItem[]): AnswererReport {
  return {
    roles,
    versionId: roles.includes('extractive') ? null : `version-${roles[0]}`,
    measures: {},
    firstSentenceMs: latencyOf(items),
    items,
  };
}
