import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { formatNumber } from '../../parts/format.ts';
import { decisionQuery } from '../../queries/decision.ts';
import type { Version } from '../../queries/versions.ts';

/** That publishing a version changes when the bot answers, and what becomes of what somebody fitted by hand. */
export function DecisionBrought({ version: { botId, decision, createdAt } }: { version: Version }) {
  const { data } = useQuery({ ...decisionQuery(botId), enabled: decision !== null });
  if (decision === null) return null;
  const own = data?.decidesBy.own;
  if (own && own.fittedAt >= createdAt) {
    return (
      <p className="quiet">
        {t(
          'It brings its own decision along when to answer; what was fitted by hand since is newer, stays, and goes on counting.',
        )}
      </p>
    );
  }
  return (
    <p>
      {t(
        'It also changes when the bot answers: of {count, plural, one {# question} other {# questions}} that your lessons answer, the bot declined {before} %, and {after} % with this version.',
        {
          count: decision.questions,
          before: formatNumber(decision.declinedBefore * 100),
          after: formatNumber(decision.declinedAfter * 100),
        },
      )}{' '}
      {own &&
        t(
          'What was fitted by hand is kept, and counts again once another version answers that brings none along.',
        )}
    </p>
  );
}
