import { t } from '../../i18n/t.ts';
import { formatScore } from '../../parts/format.ts';
import { NumbersTable } from '../../parts/NumbersTable.tsx';
import type { DecisionResult } from '../../queries/decision.ts';

/** Whether the scores mean what they say. */
export function Reliability({ bins }: { bins: DecisionResult['reliability'] }) {
  if (bins.length === 0) return null;
  return (
    <details className="card">
      <summary>{t('Can the score be believed?')}</summary>
      <p className="quiet small">
        {t(
          'Your tests in groups, by score. Where a score says 0.80, about 80 of 100 questions should have an answer.',
        )}
      </p>
      <NumbersTable
        of={t('Mean score')}
        columns={[t('Tests'), t('With an answer')]}
        rows={bins.map((bin) => ({
          key: bin.score,
          head: formatScore(bin.score),
          cells: [String(bin.items), `${Math.round(bin.answerable * 100)} %`],
        }))}
      />
    </details>
  );
}
