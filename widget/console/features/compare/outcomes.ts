import type { ComparedItem, Opponent, Report } from '../../queries/comparisons.ts';

/** How one question came out between the new version and another answerer. */
export type Outcome = 'regression' | 'fixed' | 'worse' | 'better' | 'same';

export type ComparedPair = { outcome: Outcome; candidate: ComparedItem; other: ComparedItem };

/** Below this, two answers are about equally like the ideal one. */
const MARGIN = 0.05;
const ANSWERED: ReadonlySet<ComparedItem['kind']> = new Set(['model', 'quote', 'approved']);
/** What a person should look at first. */
const ORDER: readonly Outcome[] = ['regression', 'worse', 'fixed', 'better', 'same'];

/** Every question that both were asked, regressions first; nothing where the opponent was not asked. */
export function pairsOf(report: Report, opponent: Opponent): ComparedPair[] {
  const candidate = report.answerers.find(({ roles }) => roles.includes('candidate'));
  const other = report.answerers.find(({ roles }) => roles.includes(opponent));
  const others = new Map(other?.items.map((item) => [item.id, item]));
  const pairs = (candidate?.items ?? []).flatMap((item): ComparedPair[] => {
    const opposite = others.get(item.id);
    return opposite ? [{ outcome: outcomeOf(item, opposite), candidate: item, other: opposite }] : [];
  });
  return pairs.sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
}

/** Answered with all its key facts, or declined where there is no answer: what the gate calls passed. */
export function isPassed({ kind, answerable, keyFacts }: ComparedItem): boolean {
  const answered = ANSWERED.has(kind);
  return answerable === false ? !answered : answered && (keyFacts ?? 1) === 1;
}

function outcomeOf(candidate: ComparedItem, other: ComparedItem): Outcome {
  const [passes, passed] = [isPassed(candidate), isPassed(other)];
  if (passes !== passed) return passes ? 'fixed' : 'regression';
  const difference = (candidate.rougeL ?? 0) - (other.rougeL ?? 0);
  if (Math.abs(difference) < MARGIN) return 'same';
  return difference > 0 ? 'better' : 'worse';
}
