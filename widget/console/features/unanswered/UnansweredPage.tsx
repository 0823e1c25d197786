import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { msg, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { ShowMore } from '../../parts/ShowMore.tsx';
import { gatherTopics, topicsKey, topicsQuery } from '../../queries/topics.ts';
import { StateFilter } from './StateFilter.tsx';
import { TopicItem } from './TopicItem.tsx';
import { UnansweredTabs } from './UnansweredTabs.tsx';

const STATES = { open: msg('Open'), closed: msg('Closed'), all: msg('All') } as const;

function isOneState(state: string): state is 'open' | 'closed' {
  return state === 'open' || state === 'closed';
}

/** What visitors asked and were not given, by topic, the most wanted first. */
export function UnansweredPage() {
  const { botId } = useParams({ from: '/$botId/unanswered' });
  const { state = 'open' } = useSearch({ from: '/$botId/unanswered' });
  const navigate = useNavigate({ from: '/$botId/unanswered' });
  const result = useInfiniteQuery(topicsQuery(botId, isOneState(state) ? { state } : {}));
  const topics = result.data?.pages.flatMap((page) => page.topics);
  const pending = result.data?.pages[0]?.pending ?? 0;
  const colleagues = [...new Set(topics?.flatMap(({ assignee }) => assignee ?? []))];
  return (
    <>
      <PageHead title={t('Unanswered')}>
        {t(
          'What visitors asked and were not told, or marked with a thumb down, and answers that colleagues marked as wrong; questions that mean the same stand together. Add what is missing, then close the topic.',
        )}
      </PageHead>
      <UnansweredTabs botId={botId} />
      {pending > 0 && <Gather botId={botId} pending={pending} />}
      {((topics?.length ?? 0) > 0 || state !== 'open') && (
        <StateFilter
          state={state}
          states={STATES}
          onChange={(chosen) => void navigate({ search: { state: chosen }, replace: true })}
        />
      )}
      {result.isError && <Problem error={result.error} onRetry={() => void result.refetch()} />}
      {result.isPending && <Loading />}
      {topics?.length === 0 && <NoTopics botId={botId} waiting={pending > 0} filtered={state !== 'open'} />}
      {topics && topics.length > 0 && (
        <ol className="plain list">
          {topics.map((topic) => (
            <TopicItem key={topic.id} topic={topic} colleagues={colleagues} />
          ))}
        </ol>
      )}
      <ShowMore result={result} label={t('Show more')} />
    </>
  );
}

/** Questions that came in since they were last sorted. */
function Gather({ botId, pending }: { botId: string; pending: number }) {
  const queries = useQueryClient();
  const gather = useMutation({
    mutationFn: () => gatherTopics(botId),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: topicsKey(botId) });
      await queries.invalidateQueries({ queryKey: ['approved', botId, 'suggestions'] });
    },
  });
  const mayGather = useMay()('conversations:reply');
  return (
    <div className="notice row">
      <span>
        {t(
          '{count, plural, one {# new question is} other {# new questions are}} not sorted into topics yet.',
          {
            count: pending,
          },
        )}
      </span>
      {mayGather && (
        <Button size="xs" variant="default" loading={gather.isPending} onClick={() => gather.mutate()}>
          {t('Sort them')}
        </Button>
      )}
      {gather.isError && <Problem error={gather.error} />}
    </div>
  );
}

function NoTopics({ botId, waiting, filtered }: { botId: string; waiting: boolean; filtered: boolean }) {
  if (waiting && !filtered) {
    return (
      <EmptyState title={t('Nothing sorted yet')}>
        {t('Sort the new questions, and those that were not answered stand here.')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('Nothing here')}
      action={
        <LinkButton variant="default" to="/$botId/conversations" params={{ botId }}>
          {t('See all conversations')}
        </LinkButton>
      }
    >
      {filtered
        ? t('No topic is in this state.')
        : t('As soon as a visitor asks what your knowledge does not hold, it stands here, counted.')}
    </EmptyState>
  );
}
