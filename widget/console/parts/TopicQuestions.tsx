import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { topicQuestionsQuery } from '../queries/topics.ts';
import { formatTime } from './format.ts';
import { Loading } from './Loading.tsx';
import { Problem } from './Problem.tsx';
import { ShowMore } from './ShowMore.tsx';

type Props = { botId: string; topicId: string };

/** Every question of a topic with the way to its conversation; loaded only when it is opened. */
export function TopicQuestions({ botId, topicId }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="more-fields small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('The conversations')}</summary>
      {open && <Questions botId={botId} topicId={topicId} />}
    </details>
  );
}

function Questions({ botId, topicId }: Props) {
  const result = useInfiniteQuery(topicQuestionsQuery(botId, topicId));
  if (result.isError) return <Problem error={result.error} onRetry={() => void result.refetch()} />;
  if (result.isPending) return <Loading />;
  return (
    <>
      <ul>
        {result.data.pages
          .flatMap(({ questions }) => questions)
          .map(({ turnId, conversationId, question, askedAt, kind, thumbsDown, flaggedBy, flagComment }) => (
            <li key={turnId}>
              <Link to="/$botId/conversations/$conversationId" params={{ botId, conversationId }}>
                {question}
              </Link>{' '}
              <span className="quiet small">
                {[
                  formatTime(askedAt),
                  kind === 'refusal' && t('Not answered'),
                  thumbsDown && t('Thumb down'),
                  flaggedBy !== undefined && t('Marked as wrong by {name}', { name: flaggedBy }),
                  flagComment !== undefined && t('“{text}”', { text: flagComment }),
                ]
                  .filter((part) => part !== false)
                  .join(' · ')}
              </span>
            </li>
          ))}
      </ul>
      <ShowMore size="xs" result={result} />
    </>
  );
}
