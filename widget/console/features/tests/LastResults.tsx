import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import type { TestResults } from '../../queries/tests.ts';

/** How the version that was compared last did, and where the whole comparison stands. */
export function LastResults({
  botId,
  results: { comparison, results },
}: {
  botId: string;
  results: TestResults;
}) {
  if (!comparison) {
    return (
      <p className="quiet">
        {t('They have not been asked yet: a comparison does it, at the end of teaching or at any time.')}{' '}
        <Link to="/$botId/compare" params={{ botId }}>
          {t('Compare versions')}
        </Link>
      </p>
    );
  }
  const passed = results.filter((result) => result.passed).length;
  return (
    <p>
      {t('{passed} of {asked} passed when version {version} was compared on {time}.', {
        passed,
        asked: results.length,
        version: comparison.candidate,
        time: formatTime(comparison.endedAt ?? 0),
      })}{' '}
      <Link to="/$botId/compare/$comparisonId" params={{ botId, comparisonId: comparison.id }}>
        {t('See the comparison')}
      </Link>
    </p>
  );
}
