import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Insight } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatDuration, formatNumber } from '../../parts/format.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { insightQuery } from '../../queries/insight.ts';
import { DayChart } from './DayChart.tsx';
import { InsightNumbers } from './InsightNumbers.tsx';
import { RangeFilter } from './RangeFilter.tsx';
import { Reasons } from './Reasons.tsx';
import { answeredOn, askedOn, csvOf, type Day, isQuiet } from './totals.ts';
import './insight.css';

/** What became of visitors' questions; the range stands in the address. */
export function InsightPage() {
  const { botId } = useParams({ from: '/$botId/insight' });
  const search = useSearch({ from: '/$botId/insight' });
  const navigate = useNavigate({ from: '/$botId/insight' });
  const insight = useQuery({ ...insightQuery(botId, search), placeholderData: keepPreviousData });
  return (
    <>
      <PageHead
        title={t('Insight')}
        actions={
          <Button
            variant="default"
            disabled={!insight.data}
            onClick={() => insight.data && saveDays(botId, insight.data)}
          >
            {t('Save as CSV')}
          </Button>
        }
      >
        {t('What became of visitors’ questions. What your team tried out is not counted.')}{' '}
        {insight.data && t('Days are those of {timeZone}.', { timeZone: insight.data.timeZone })}
      </PageHead>
      <RangeFilter
        from={search.from ?? insight.data?.from ?? ''}
        to={search.to ?? insight.data?.to ?? ''}
        timeZone={insight.data?.timeZone ?? 'UTC'}
        onChange={(range) => void navigate({ search: range, replace: true })}
      />
      <Query result={insight}>
        {(data) =>
          isQuiet(data.days) ? (
            <Quiet botId={botId} />
          ) : (
            <>
              <InsightNumbers botId={botId} insight={data} />
              <Charts days={data.days} />
              <Reasons insight={data} />
              <Topics botId={botId} topics={data.topics} />
            </>
          )
        }
      </Query>
    </>
  );
}

function Quiet({ botId }: { botId: string }) {
  return (
    <EmptyState
      title={t('Nothing was asked in this time')}
      action={
        <Link to="/$botId/install" params={{ botId }}>
          {t('Put the chat on your site')}
        </Link>
      }
    >
      {t(
        'What visitors ask is counted here day by day: how much was answered and what was not, how fast, and what they thought of it. Choose another time above, or let the chat be seen by more of them.',
      )}
    </EmptyState>
  );
}

function saveDays(botId: string, { from, to, days }: Insight): void {
  saveFile(new Blob([csvOf(days)], { type: 'text/csv' }), `insight-${botId}-${from}-${to}.csv`);
}

function Charts({ days }: { days: readonly Day[] }) {
  const [volume, outcomes, speed] = useMemo(
    () => [
      [
        { label: t('Questions'), values: days.map(askedOn) },
        { label: t('Conversations'), values: days.map(({ conversations }) => conversations) },
      ],
      [
        { label: t('Answered'), values: days.map(answeredOn) },
        { label: t('Not answered'), values: days.map(({ refusal }) => refusal) },
        { label: t('To a person'), values: days.map(({ handedOver }) => handedOver) },
      ],
      [{ label: t('First words'), values: days.map(({ firstWordsMs }) => firstWordsMs) }],
    ],
    [days],
  );
  return (
    <>
      <DayChart title={t('How much is asked')} days={days} columns={volume} say={formatNumber}>
        {t(
          'Conversations on the day they began, and the bot’s replies to questions on the day it gave them.',
        )}
      </DayChart>
      <DayChart title={t('What became of it')} days={days} columns={outcomes} say={formatNumber}>
        {t(
          'Answered: worded, quoted or by an approved answer. Not answered: declined. To a person: conversations that a person was called to.',
        )}
      </DayChart>
      <DayChart title={t('How fast it answers')} days={days} columns={speed} say={formatDuration} perSecond>
        {t('Half of the visitors of a day could read the first words within this time.')}
      </DayChart>
    </>
  );
}

function Topics({ botId, topics }: { botId: string; topics: Insight['topics'] }) {
  return (
    <section className="card" aria-labelledby="topics-title">
      <h2 id="topics-title">{t('What is asked most')}</h2>
      <p className="quiet small">
        {t('The ten largest topics of this time, as far as the questions are sorted.')}{' '}
        <Link to="/$botId/unanswered" params={{ botId }}>
          {t('Sort and work through them')}
        </Link>
      </p>
      {topics.length === 0 ? (
        <p>{t('None yet.')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Topic')}</th>
              <th scope="col" className="number">
                {t('Asked')}
              </th>
              <th scope="col" className="number">
                {t('Without a good answer')}
              </th>
            </tr>
          </thead>
          <tbody>
            {topics.map(({ id, label, asked, unanswered }) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td className="number">{formatNumber(asked)}</td>
                <td className="number">{formatNumber(unanswered)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
