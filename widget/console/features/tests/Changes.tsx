import { Link } from '@tanstack/react-router';
import { said, t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { sayParts } from '../../parts/ground-words.ts';
import type { TestsAskedAgain } from '../../queries/tests.ts';
import './changes.css';

type Props = {
  botId: string;
  changes: TestsAskedAgain;
  onOpen(testId: string): void;
};

/** Which tests were right before a change and are wrong now, and how far they have been asked again. */
export function Changes({ botId, changes, onOpen }: Props) {
  return (
    <>
      <p className="quiet small" role="status">
        {sayState(changes)}{' '}
        {!changes.on && (
          <Link to="/$botId/settings" params={{ botId }}>
            {t('Open Settings')}
          </Link>
        )}
      </p>
      {changes.on && changes.failed && (
        <p className="notice">
          {t('They could not be asked on {time}: {reason} They are asked again after the next change.', {
            time: formatTime(changes.failed.at),
            reason: said(changes.failed.reason),
          })}
        </p>
      )}
      {changes.worse.map((since) => (
        <section
          key={since.comparisonId}
          className="card stack"
          aria-labelledby={`since-${since.comparisonId}`}
        >
          <h2 className="list-title" id={`since-${since.comparisonId}`}>
            {t(
              'Since {what} changed, {count, plural, one {# test that was right is wrong} other {# tests that were right are wrong}}',
              { what: sayParts(since.changed), count: since.questions.length },
            )}
          </h2>
          {since.endedAt !== null && (
            <p className="quiet small">{t('Found out on {time}.', { time: formatTime(since.endedAt) })}</p>
          )}
          <ul className="plain stack">
            {since.questions.map((question) => (
              <li key={question.testId}>
                <button type="button" className="link-button" onClick={() => onOpen(question.testId)}>
                  {question.question}
                </button>
                {question.mustPass && <span className="quiet small"> · {t('Must pass')}</span>}
                <dl className="before-now small">
                  <dt>{t('Before')}</dt>
                  <dd>{question.before || t('(not kept any more)')}</dd>
                  <dt>{t('Now')}</dt>
                  <dd>{question.now || t('(not kept any more)')}</dd>
                </dl>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function sayState({ on, state, asked, questions, unasked, atMost, lastAt }: TestsAskedAgain): string {
  if (!on) return t('They are not asked again by themselves after a change; the settings say so.');
  if (state === 'asking') {
    return t('They are being asked again: {asked} of {questions}. Visitors go first.', { asked, questions });
  }
  if (state === 'waiting' && lastAt === null) {
    return t(
      'They are asked for the first time once nothing has changed for half an hour, or when a version is compared. Visitors and teaching go first.',
    );
  }
  if (state === 'waiting') {
    return t(
      'Something has changed that answers depend on: they are asked again in about a minute. Visitors and teaching go first.',
    );
  }
  return unasked === 0
    ? t('They are asked again by themselves after every change that answers depend on.')
    : t(
        'They are asked again by themselves after every change that answers depend on: those that must pass, then others, {atMost} in all. A comparison asks all.',
        { atMost },
      );
}
