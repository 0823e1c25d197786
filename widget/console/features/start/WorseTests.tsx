import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { sayParts } from '../../parts/ground-words.ts';

type Props = { botId: string; worse: NonNullable<Overview['worse']> };

/** What a change has spoilt, as the bot's own tests tell. */
export function WorseTests({ botId, worse: { tests, changed } }: Props) {
  return (
    <p className="notice" role="status">
      {t(
        'Since {what} changed, {count, plural, one {# test that was right is wrong} other {# tests that were right are wrong}}',
        { what: sayParts(changed), count: tests },
      )}
      {'. '}
      <Link to="/$botId/tests" params={{ botId }} search={{ result: 'failed' }}>
        {t('See what it says now')}
      </Link>
    </p>
  );
}
