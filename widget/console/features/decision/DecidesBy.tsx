import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import type { DecisionMeasure } from '../../queries/decision.ts';

type Props = { decidesBy: DecisionMeasure['decidesBy'] };

/** Where the score comes from: Foyer as it comes, a person of the house, or the version that answers. */
export function DecidesBy({ decidesBy: { by, own, brought } }: Props) {
  const fitted = own && {
    count: own.questions,
    time: formatTime(own.fittedAt),
  };
  return (
    <section className="card stack" aria-labelledby="decides-by">
      <h2 className="section-title" id="decides-by">
        {t('Where the score comes from')}
      </h2>
      {by === 'shipped' && (
        <p>{t('From what comes with Foyer. It has not been fitted to your own questions.')}</p>
      )}
      {by === 'own' && fitted && (
        <p>
          {t(
            'From {count, plural, one {# question} other {# questions}} of your own, fitted by hand, {time}. It is kept whatever you publish or roll back.',
            fitted,
          )}
        </p>
      )}
      {by === 'own' && brought && (
        <p className="quiet small">
          {t(
            'The version that answers brought its own along, made {time}. What was fitted by hand is newer, so it counts.',
            { time: formatTime(brought.fittedAt) },
          )}
        </p>
      )}
      {by === 'version' && brought && (
        <p>
          {t(
            'From the version that answers, {version}: it was fitted on {count, plural, one {# question} other {# questions}} that your lessons answer, because the bot declined too many of them. It counts as long as this version answers.',
            { version: brought.versionId, count: brought.questions },
          )}
        </p>
      )}
      {by === 'version' && fitted && (
        <p className="quiet small">
          {t(
            'What was fitted by hand on {count, plural, one {# question} other {# questions}}, {time}, is not lost: it counts again once this version no longer answers, unless the next one, too, brings newer ones along.',
            fitted,
          )}
        </p>
      )}
    </section>
  );
}
