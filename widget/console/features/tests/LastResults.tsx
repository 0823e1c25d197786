import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { sayParts } from '../../parts/ground-words.ts';
import type { TestResults } from '../../queries/tests.ts';

/** How the version that was compared last did, and where the whole comparison stands. */
export function LastResults({
  botId,
  results: { comparison, results },
}: {
  botId: string;
  results: TestResults;
}) {
  if (!comparison) return <p className="quiet">{t('They have not been asked yet.')}</p>;
  const passed = results.filter((result) => result.passed).length;
  const { cause, changed, endedAt } = comparison;
  const told = { passed, asked: results.length, time: formatTime(endedAt ?? 0) };
  if (cause === 'change') {
    return (
      <p>
        {changed.length === 0
          ? t('{passed} of {asked} passed when they were asked on {time}.', told)
          : t('{passed} of {asked} passed when they were asked again on {time}. Changed before: {what}.', {
              ...told,
              what: sayParts(changed),
            })}
      </p>
    );
  }
  return (
    <p>
      {t('{passed} of {asked} passed when version {version} was compared on {time}.', {
        ...told,
        version: comparison.candidate,
      })}{' '}
      <Link to="/$botId/compare/$comparisonId" params={{ botId, comparisonId: comparison.id }}>
        {t('See the comparison')}
      </Link>
    </p>
  );
}
