import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FindAndState } from '../../parts/FindAndState.tsx';
import { isLessonState } from '../../parts/LessonState.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { ShowMore } from '../../parts/ShowMore.tsx';
import { preferencesQuery } from '../../queries/preferences.ts';
import { BetterAnswer } from './BetterAnswer.tsx';
import { LessonTabs } from './LessonTabs.tsx';

/** What the bot is taught to say instead of what it said: all of it, or what the address names. */
export function BetterAnswersPage() {
  const { botId } = useParams({ from: '/$botId/lessons/better' });
  const { find = '', state = '', pair: named } = useSearch({ from: '/$botId/lessons/better' });
  const navigate = useNavigate({ from: '/$botId/lessons/better' });
  const filter = {
    ...(isLessonState(state) ? { state } : {}),
    ...(find.trim() === '' ? {} : { text: find }),
    ...(named === undefined ? {} : { pairId: named }),
  };
  const result = useInfiniteQuery(preferencesQuery(botId, filter));
  const pairs = result.data?.pages.flatMap((page) => page.pairs);
  const total = result.data?.pages[0]?.total ?? 0;
  const isFiltered = find !== '' || state !== '' || named !== undefined;
  return (
    <>
      <PageHead title={t('Better answers')}>
        {t(
          'Two answers to one question: what the bot said, and what it should say instead. From ten approved ones on, it learns the difference after its lessons.',
        )}
      </PageHead>
      <LessonTabs botId={botId} />
      {named !== undefined && total > 0 && (
        <p className="filters">
          <Link to="/$botId/lessons/better" params={{ botId }}>
            {t('Show all')}
          </Link>
        </p>
      )}
      {named === undefined && (total > 0 || isFiltered) && (
        <FindAndState
          label={t('Search in questions and answers')}
          chosen={{ find, state }}
          count={t('{count, plural, one {# better answer} other {# better answers}}', { count: total })}
          onChange={(change) =>
            void navigate({ params: { botId }, search: (known) => ({ ...known, ...change }), replace: true })
          }
        />
      )}
      {result.isError && <Problem error={result.error} onRetry={() => void result.refetch()} />}
      {result.isPending && <Loading />}
      {pairs?.length === 0 &&
        (isFiltered ? <NoMatch botId={botId} isNamed={named !== undefined} /> : <NoneYet botId={botId} />)}
      {pairs && pairs.length > 0 && (
        <ul className="plain better-answers">
          {pairs.map((pair) => (
            <BetterAnswer key={pair.id} pair={pair} />
          ))}
        </ul>
      )}
      <ShowMore result={result} />
    </>
  );
}

function NoMatch({ botId, isNamed }: { botId: string; isNamed: boolean }) {
  return (
    <EmptyState
      title={t('No better answer matches')}
      action={
        <LinkButton variant="default" to="/$botId/lessons/better" params={{ botId }}>
          {t('Show all')}
        </LinkButton>
      }
    >
      {isNamed
        ? t('It may have been deleted since, or the link is incomplete.')
        : t('Try other words or another state.')}
    </EmptyState>
  );
}

function NoneYet({ botId }: { botId: string }) {
  return (
    <EmptyState
      title={t('No better answers yet')}
      action={
        <LinkButton to="/$botId/conversations" params={{ botId }}>
          {t('Look at conversations')}
        </LinkButton>
      }
    >
      {t(
        'Beside each answer of the bot stands “Correct this”. Where the model worded the answer and you choose “A lesson”, what it said and what you wrote are kept here side by side.',
      )}
    </EmptyState>
  );
}
