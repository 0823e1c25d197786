import { Button, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { said, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatTime } from '../../parts/format.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { decisionQuery, isMeasuring, measureDecision } from '../../queries/decision.ts';
import { botQuery } from '../../queries.ts';
import { DecidesBy } from './DecidesBy.tsx';
import { OperatingPoint } from './OperatingPoint.tsx';
import { Reliability } from './Reliability.tsx';
import { UnsureHint } from './UnsureHint.tsx';
import './decision.css';

/** Where the bot draws the line between answering and declining, and what that costs on its own tests. */
export function DecisionPage() {
  const { botId } = useParams({ from: '/$botId/decision' });
  const may = useMay();
  const queries = useQueryClient();
  const measure = useQuery(decisionQuery(botId));
  const bot = useQuery(botQuery(botId));
  const start = useMutation({
    mutationFn: () => measureDecision(botId),
    onSuccess: (data) => queries.setQueryData(decisionQuery(botId).queryKey, data),
  });
  const busy = measure.data !== undefined && isMeasuring(measure.data);
  const isBefore = !busy && measure.data?.isBeforeReading === true;
  const button = (
    <Button loading={start.isPending} disabled={!may('tests:change') || busy} onClick={() => start.mutate()}>
      {measure.data?.result ? t('Measure again') : t('Measure on my tests')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('When it answers')} actions={measure.data?.result ? button : undefined}>
        {t(
          'The bot gives each question a score: how sure it is that your documents answer it. Below the threshold it says that it cannot answer. Here you see what each threshold would do on your own tests.',
        )}
      </PageHead>
      {start.isError && <Problem error={start.error} />}
      <div role="status">
        {busy && (
          <p className="card row quiet">
            <Loader size="sm" aria-hidden="true" />
            {t('Your tests are being asked. This takes about a minute; you can leave the page.')}
          </p>
        )}
      </div>
      <Query result={measure}>
        {({ state, reason, result, measuredAt, decidesBy }) => (
          <>
            {state === 'failed' && reason && <p className="notice">{said(reason)}</p>}
            {!result && !busy && (
              <EmptyState title={t('Not measured yet')} action={button}>
                {t(
                  'Your tests say which questions your documents answer and which they do not. A few dozen of both kinds show where the line should be.',
                )}{' '}
                <Link to="/$botId/tests" params={{ botId }}>
                  {t('Tests')}
                </Link>
              </EmptyState>
            )}
            {isBefore && (
              <p className="notice">
                {t(
                  'These scores are from before the model that now reads the closest lines once more; measure again to see how the bot decides today.',
                )}
              </p>
            )}
            {result && (
              <>
                {measuredAt !== null && (
                  <p className="quiet small">
                    {t('Measured {time} on {count, plural, one {# test} other {# tests}}.', {
                      time: formatTime(measuredAt),
                      count: result.items.length,
                    })}{' '}
                    {result.items.some(({ read }) => read) &&
                      t('What a model says that reads the closest lines once more is part of the scores.')}
                  </p>
                )}
                <Query result={bot}>
                  {(data) => (
                    <OperatingPoint
                      key={`${data.id} ${data.settings.answerThreshold}`}
                      bot={data}
                      items={result.items}
                    />
                  )}
                </Query>
                <Reliability bins={result.reliability} />
              </>
            )}
            <DecidesBy decidesBy={decidesBy} />
          </>
        )}
      </Query>
      {bot.data && <UnsureHint bot={bot.data} />}
    </>
  );
}
