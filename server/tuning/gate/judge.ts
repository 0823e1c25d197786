import { invariant } from '../../base/index.ts';
import type { TestSplit } from '../../store/index.ts';
import {
  checkFormat,
  checkGroundedness,
  checkKeyFacts,
  checkLatency,
  checkMustPass,
  checkPrimary,
  checkRefusals,
} from './checks.ts';
import { countedItems } from './counted-items.ts';
import { primaryMeasure } from './primary.ts';
import type { AnswererReport, Check, Role, Verdict } from './types.ts';

const ON_PRACTICE =
  'It was asked practice tests only. People look at them while they teach, and the bot may have been tuned by them, so this does not allow publishing.';

/** A check with the sentence that staff read when it is not passed. */
export type Finding = Check & { reason: string };

/**
 * The gate. Better means: ahead of the untuned model and of the release on the primary measure with the whole interval above
 * zero, no groundedness lost, refusals within bounds, every must-pass test passed, no slower. Where too few tests leave
 * it open, it says so, and how many more it takes. On practice tests (`dev`) it says as well that nothing is published on them.
 */
export function judge(answerers: readonly AnswererReport[], split: TestSplit | null = null): Verdict {
  const candidate = answererOf(answerers, 'candidate');
  invariant(candidate !== undefined, 'a verdict is about a candidate');
  const primary = primaryMeasure(candidate);
  const findings: Finding[] = [];
  for (const opponent of ['untuned', 'release'] as const) {
    const other = answererOf(answerers, opponent);
    if (other === undefined || (opponent === 'release' && other.roles.includes('untuned'))) continue;
    const sides = { candidate, other, opponent };
    findings.push(
      checkPrimary(sides, primary),
      ...(primary === 'ROUGE-L' ? [checkKeyFacts(sides)] : []),
      checkGroundedness(sides),
    );
  }
  const quotes = answererOf(answerers, 'extractive');
  if (quotes !== undefined) {
    const sides = { candidate, other: quotes, opponent: 'extractive' as const };
    findings.push({ ...checkPrimary(sides, primary), counts: false });
  }
  findings.push(...checkRefusals(candidate), checkMustPass(candidate), checkFormat(candidate));
  const served = answererOf(answerers, 'release') ?? answererOf(answerers, 'untuned');
  if (served !== undefined) findings.push(checkLatency(candidate, served));
  const verdict = { ...verdictOf(findings), counted: countedItems(candidate.items).length };
  return split === 'dev' ? { ...verdict, reasons: [ON_PRACTICE, ...verdict.reasons] } : verdict;
}

/** The report of whoever plays a part, if it was asked. */
export function answererOf(answerers: readonly AnswererReport[], role: Role): AnswererReport | undefined {
  return answerers.find(({ roles }) => roles.includes(role));
}

function verdictOf(findings: readonly Finding[]): Verdict {
  const counting = findings.filter((finding) => finding.counts);
  const compared = counting.some(({ name }) => name.startsWith('better than'));
  const failed = counting.filter(({ passed }) => passed === false);
  const open = counting.filter(({ passed }) => passed === null);
  const verdict =
    failed.length > 0 ? 'not-better' : open.length > 0 || !compared ? 'not-enough-tests' : 'better';
  const unmet = [...failed, ...open];
  const reasons = [
    ...(unmet.length === 0 && compared ? ['Every requirement is met.'] : []),
    ...(compared
      ? []
      : ['Nothing was compared: ask the untaught model or the release the same questions too.']),
    ...unmet.map(({ reason }) => reason),
    ...findings
      .filter(({ counts, passed, reason }) => !counts && passed !== true && reason !== '')
      .map(({ reason }) => reason),
  ];
  return { verdict, reasons, checks: findings.map(({ reason: _, ...check }) => check) };
}
