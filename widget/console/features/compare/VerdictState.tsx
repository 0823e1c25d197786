import type { Verdict } from '../../queries/comparisons.ts';
import { type Judged, sayVerdict } from './compare-words.ts';

const TONE: Record<Verdict['verdict'], string> = {
  better: 'good',
  'not-better': 'bad',
  'not-enough-tests': 'warn',
};

/** What was found; being better on practice tests is no good news yet. */
export function VerdictState({ verdict, split }: Judged) {
  const tone = split === 'dev' && verdict === 'better' ? 'warn' : TONE[verdict];
  return (
    <span className="state" data-tone={tone}>
      {sayVerdict({ verdict, split })}
    </span>
  );
}
