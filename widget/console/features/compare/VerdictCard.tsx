import { said, t } from '../../i18n/t.ts';
import type { Comparison, Verdict } from '../../queries/comparisons.ts';
import { VerdictState } from './VerdictState.tsx';

/** What the gate says of a version, why, and what it looked at. */
export function VerdictCard({ comparison, verdict: found }: { comparison: Comparison; verdict: Verdict }) {
  const { verdict, reasons, checks } = found;
  return (
    <section className="card stack" aria-labelledby="verdict-title">
      <div className="row">
        <h2 id="verdict-title">{t('The gate’s verdict')}</h2>
        <VerdictState verdict={verdict} split={comparison.settings.split} />
      </div>
      <p className="quiet">{standsOn(comparison)}</p>
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

/** Which tests it stands on. */
function standsOn({ settings: { split }, questions, verdict, report }: Comparison): string {
  const items = report?.answerers[0]?.items ?? [];
  const beside = items.filter((item) => item.beside === true).length;
  const count = verdict?.counted ?? questions;
  const sentences = [
    split === 'heldout' &&
      t(
        'It stands on {count, plural, one {# final test} other {# final tests}}, which nothing was tuned by.',
        {
          count,
        },
      ),
    split === 'dev' &&
      t(
        'It stands on {count, plural, one {# practice test} other {# practice tests}}, known from teaching: no version is published on that.',
        { count },
      ),
    split === null &&
      t('It stands on {count, plural, one {# question} other {# questions}} of a file.', { count }),
    beside > 0 &&
      t(
        '{beside, plural, one {# more was} other {# more were}} asked only because every version must pass them.',
        { beside },
      ),
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}
