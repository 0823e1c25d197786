import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { draftsQuery } from '../../queries/lessons.ts';
import { ReviewLesson } from './ReviewLesson.tsx';
import { type ReviewQueue, useReviewQueue } from './use-review-queue.ts';
import './review.css';

/** Drafts one at a time, for a second pair of eyes. */
export function ReviewPage() {
  const { botId } = useParams({ from: '/$botId/review' });
  const drafts = useQuery({ ...draftsQuery(botId), refetchOnWindowFocus: false });
  const queue = useReviewQueue(drafts.data?.lessons ?? []);
  return (
    <>
      <PageHead title={t('Review')}>
        {t(
          'What the bot is taught, two people have seen: one wrote it, one approves it here. The author stays named, whatever you change.',
        )}
      </PageHead>
      <Query result={drafts}>
        {({ total }) =>
          queue.current ? (
            <>
              <ReviewProgress queue={queue} total={total} />
              <ReviewLesson key={queue.current.id} lesson={queue.current} queue={queue} />
            </>
          ) : (
            <Finished botId={botId} queue={queue} />
          )
        }
      </Query>
    </>
  );
}

function ReviewProgress({ queue, total }: { queue: ReviewQueue; total: number }) {
  const { place, count, approved, retired } = queue;
  return (
    <div className="review-progress">
      <p className="small" role="status">
        {t('{place} of {count} drafts · {approved} approved, {retired} left out', {
          place,
          count: Math.max(count, total),
          approved,
          retired,
        })}
      </p>
      <Progress value={(100 * (approved + retired)) / Math.max(1, count)} aria-label={t('Reviewed so far')} />
    </div>
  );
}

function Finished({ botId, queue }: { botId: string; queue: ReviewQueue }) {
  const { approved, retired, count } = queue;
  if (count === 0) {
    return (
      <EmptyState
        title={t('Nothing to review')}
        action={
          <LinkButton to="/$botId/lessons/new" params={{ botId }}>
            {t('Write a lesson')}
          </LinkButton>
        }
      >
        {t(
          'Lessons that somebody wrote or brought in wait here until they are approved. Reading them one by one keeps mistakes out of what the bot learns.',
        )}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('All read')}
      action={
        <LinkButton to="/$botId/teach" params={{ botId }}>
          {t('Go on to Teach')}
        </LinkButton>
      }
    >
      {t('{approved} approved, {retired} left out, {skipped} still drafts.', {
        approved,
        retired,
        skipped: count - approved - retired,
      })}
    </EmptyState>
  );
}
