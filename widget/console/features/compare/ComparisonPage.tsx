import { Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { said, t } from '../../i18n/t.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatTime } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { type Comparison, cancelComparison, comparisonQuery } from '../../queries/comparisons.ts';
import { COMPARISON_STATE_LABEL } from './compare-words.ts';
import { Differences } from './Differences.tsx';
import { VerdictCard } from './VerdictCard.tsx';
import './compare.css';

/** One comparison: what the gate says, and every answer that changed. */
export function ComparisonPage() {
  const place = useParams({ from: '/$botId/compare/$comparisonId' });
  const comparison = useQuery(comparisonQuery(place));
  return (
    <>
      <Link className="back" to="/$botId/compare" params={{ botId: place.botId }}>
        <Icon name="back" size={16} /> {t('Compare & publish')}
      </Link>
      <PageHead
        title={t('Comparison')}
        actions={
          comparison.data?.report && (
            <LinkButton variant="default" to="/$botId/compare/$comparisonId/blind" params={place}>
              {t('Judge blind')}
            </LinkButton>
          )
        }
      >
        {comparison.data &&
          t('Version {version}, {time}', {
            version: comparison.data.candidate,
            time: formatTime(comparison.data.createdAt),
          })}
      </PageHead>
      <Query result={comparison}>{(data) => <Body comparison={data} />}</Query>
    </>
  );
}

function Body({ comparison }: { comparison: Comparison }) {
  const { botId, id: comparisonId, state, verdict, report, reason, asked, questions } = comparison;
  const queries = useQueryClient();
  if (state === 'waiting' || state === 'running') {
    return (
      <section className="card stack">
        <p role="status">
          {t(COMPARISON_STATE_LABEL[state])}:{' '}
          {t('{asked} of {questions} questions asked', { asked, questions })}
        </p>
        <Progress value={(100 * asked) / Math.max(1, questions)} aria-label={t('Questions asked')} />
        <p className="quiet small">{t('It works on the server; you may close this page and come back.')}</p>
        <ConfirmButton
          size="sm"
          label={t('Stop comparing')}
          title={t('Stop this comparison?')}
          confirm={t('Stop comparing')}
          onConfirm={async () => {
            await cancelComparison({ botId, comparisonId });
            await queries.invalidateQueries({ queryKey: comparisonQuery({ botId, comparisonId }).queryKey });
          }}
        >
          {t('What was asked so far is thrown away; you can begin again at any time.')}
        </ConfirmButton>
      </section>
    );
  }
  return (
    <>
      {reason !== null && <p className="problem">{said(reason)}</p>}
      {verdict && <VerdictCard comparison={comparison} verdict={verdict} />}
      {report && <Differences report={report} />}
    </>
  );
}
