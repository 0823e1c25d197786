import type { Passport } from '../../../../server/contract/index.ts';
import { said, t } from '../../i18n/t.ts';

type Props = { botId: string; checks: Passport['checks']; found: Passport['found'] };

/** Every sentence the model wrote, whether it was shown, and why not. */
export function Checks({ checks, found }: Props) {
  const place = new Map(found.map(({ passageId }, index) => [passageId, index + 1]));
  return (
    <section>
      <h2>{t('Sentence checks')}</h2>
      <p className="quiet small">
        {t('Of what the model wrote, visitors see only what a passage supports and what was asked.')}
      </p>
      <ol className="plain checks">
        {checks.map((check, index) => {
          const at = check.passageId === undefined ? undefined : place.get(check.passageId);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a record of the past; its order never changes.
            <li key={index}>
              <span className="state" data-tone={check.supported ? 'good' : 'none'}>
                {check.supported ? t('Shown') : t('Left out')}
              </span>
              <div>
                <p className="preserve">{check.sentence}</p>
                <p className="quiet small">
                  {check.supported
                    ? at === undefined
                      ? t('Supported.')
                      : t('Supported by passage {at} of the list above.', { at })
                    : t('Why: {reason}.', { reason: said(check.reason ?? '') })}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
