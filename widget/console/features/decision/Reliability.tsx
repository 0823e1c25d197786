import { t } from '../../i18n/t.ts';
import { formatScore } from '../../parts/format.ts';
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <div className="scroll-table" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Mean score')}</th>
              <th scope="col" className="number">
                {t('Tests')}
              </th>
              <th scope="col" className="number">
                {t('With an answer')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bins.map((bin) => (
              <tr key={bin.score}>
                <th scope="row">{formatScore(bin.score)}</th>
                <td className="number">{bin.items}</td>
                <td className="number">{Math.round(bin.answerable * 100)} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
