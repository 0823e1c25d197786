import type { Passport } from '../../../../server/contract/index.ts';
import { Checks } from './Checks.tsx';
import { Decided, DecidedEach } from './Decided.tsx';
import { FoundPassages } from './FoundPassages.tsx';
import { Technical } from './Technical.tsx';
import { outcomeOf } from './words.ts';
import './passport.css';
import { t } from '../../i18n/t.ts';

type Props = { botId: string; passport: Passport };

/** An answer's passport in plain words: what was searched, found, decided, checked, and with what. */
export function WhyAnswer({ botId, passport }: Props) {
  const { decision, found, checks } = passport;
  const searched = found.length > 0 || decision.reason === 'nothing was found';
  return (
    <div className="why">
      <p className="why-outcome">{outcomeOf(passport)}</p>
      {passport.reader && <AskedAs reader={passport.reader} />}
      {searched && (
        <section>
          <h2>{t('Question as searched')}</h2>
          <p className="preserve">{passport.searched}</p>
          {passport.searched !== passport.question && (
            <p className="quiet small">
              {t(
                'In brackets stand words of earlier messages, and what your pages say for words of the customer.',
              )}
            </p>
          )}
        </section>
      )}
      <section>
        <h2>{t('Decision')}</h2>
        {passport.parts ? (
          <DecidedEach parts={passport.parts} />
        ) : (
          <Decided decision={decision} isScored={searched} />
        )}
      </section>
      {found.length > 0 && <FoundPassages botId={botId} found={found} />}
      {checks.length > 0 && <Checks botId={botId} checks={checks} found={found} />}
      <Technical passport={passport} />
    </div>
  );
}

function AskedAs({ reader: { groups } }: { reader: NonNullable<Passport['reader']> }) {
  return (
    <p className="quiet small">
      {groups.length === 0
        ? t('Asked by a visitor who was signed in.')
        : t('Asked by a visitor who was signed in and belonged to {groups}.', { groups: groups.join(', ') })}
    </p>
  );
}
