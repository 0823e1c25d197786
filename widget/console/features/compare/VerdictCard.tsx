import { said, t } from '../../i18n/t.ts';
import type { Verdict } from '../../queries/comparisons.ts';
import { VERDICT_LABEL, VERDICT_TONE } from './compare-words.ts';

/** What the gate says of a version, why, and what it looked at. */
export function VerdictCard({ verdict: { verdict, reasons, checks } }: { verdict: Verdict }) {
  return (
    <section className="card stack" aria-labelledby="verdict-title">
      <div className="row">
        <h2 id="verdict-title">{t('The gate’s verdict')}</h2>
        <span className="state" data-tone={VERDICT_TONE[verdict]}>
          {t(VERDICT_LABEL[verdict])}
        </span>
      </div>
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{said(reason)}</li>
          ))}
        </ul>
      )}
      <details className="more-fields">
        <summary>{t('All checks')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
        <div className="scroll-table checks" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('Check')}</th>
                <th scope="col">{t('Asked for')}</th>
                <th scope="col">{t('Measured')}</th>
                <th scope="col">{t('Passed')}</th>
              </tr>
            </thead>
            <tbody>
              {checks.map(({ name, required, measured, passed, counts }) => (
                <tr key={name}>
                  <th scope="row">{said(name)}</th>
                  <td data-label={t('Asked for')}>{said(required)}</td>
                  <td data-label={t('Measured')}>{said(measured)}</td>
                  <td data-label={t('Passed')}>
                    {passed === null ? t('cannot tell') : passed ? t('yes') : t('no')}
                    {!counts && ` (${t('for information')})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
