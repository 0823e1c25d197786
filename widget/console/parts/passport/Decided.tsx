import type { Passport } from '../../../../server/contract/index.ts';
import { said, t } from '../../i18n/t.ts';
import { formatScore } from '../format.ts';
import { KIND_LABEL, KIND_TONE } from './words.ts';

type Decision = Passport['decision'];
type Part = NonNullable<Passport['parts']>[number];

/** What was decided, and why. `isScored`: by how well the passages fit. */
export function Decided({ decision, isScored }: { decision: Decision; isScored: boolean }) {
  return (
    <>
      {isScored && <Meter score={decision.score} threshold={decision.threshold} />}
      <p className="quiet small">{sentence(said(decision.reason))}</p>
    </>
  );
}

/** The same for each question of a message that asked several. */
export function DecidedEach({ parts }: { parts: readonly Part[] }) {
  return (
    <ol className="plain decided">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a record of the past; its order never changes.
        <li key={index}>
          <div className="decided-head">
            <q>{part.question}</q>
            <span className="state" data-tone={KIND_TONE[part.kind]}>
              {t(KIND_LABEL[part.kind])}
            </span>
          </div>
          <Decided decision={part.decision} isScored={isPartScored(part)} />
          {part.unsure && <p className="quiet small">{t('The bot was not sure of this answer.')}</p>}
        </li>
      ))}
    </ol>
  );
}

/** Else a rule decided, or the model that declined. */
function isPartScored({ kind, decision }: Part): boolean {
  const isDeclinedByScore = kind === 'refusal' && decision.score < decision.threshold;
  return kind === 'model' || kind === 'quote' || isDeclinedByScore;
}

function Meter({ score, threshold }: { score: number; threshold: number }) {
  const enough = score >= threshold;
  const values = { score: formatScore(score), threshold: formatScore(threshold) };
  return (
    <>
      <p>
        {enough
          ? t('The passages fit with a score of {score}; enough, since an answer takes {threshold}.', values)
          : t(
              'The passages fit with a score of {score}; too little, since an answer takes {threshold}.',
              values,
            )}
      </p>
      <svg className="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="meter-back" width="100" height="6" />
        <rect className={enough ? 'meter-good' : 'meter-bad'} width={score * 100} height="6" />
        <rect className="meter-mark" x={Math.min(99, threshold * 100)} width="0.7" height="6" />
      </svg>
    </>
  );
}

function sentence(reason: string): string {
  return reason === '' ? '' : `${reason[0]?.toUpperCase()}${reason.slice(1)}.`;
}
