import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { formatTime } from '../../parts/format.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { TopicQuestions } from '../../parts/TopicQuestions.tsx';
import { changeTopic, type Topic, topicsKey } from '../../queries/topics.ts';
import { AssignDialog } from './AssignDialog.tsx';
import './unanswered.css';

type Props = { topic: Topic; colleagues: readonly string[] };

/** One topic: how often, in which words, what comes nearest, and what can be done about it. */
export function TopicItem({ topic, colleagues }: Props) {
  const { botId, label, state, assignee, examples, nearestDocuments, unansweredSince } = topic;
  const may = useMay();
  const queries = useQueryClient();
  const [assigning, setAssigning] = useState(false);
  const change = useMutation({
    mutationFn: (changes: Parameters<typeof changeTopic>[1]) => changeTopic(topic, changes),
    onSettled: () => queries.invalidateQueries({ queryKey: topicsKey(botId) }),
  });
  const isOpen = state === 'open';
  const others = examples.filter((example) => example !== label);
  return (
    <li className="topic">
      <div className="topic-head">
        <h2 className="list-title">{label}</h2>
        <span className="state" data-tone={isOpen ? 'warn' : 'good'}>
          {isOpen ? t('Open') : t('Closed')}
        </span>
      </div>
      <p className="small">{countsOf(topic)}</p>
      {!isOpen && unansweredSince > 0 && (
        <p className="notice small">
          {t('Since it was closed, {count, plural, one {# more was} other {# more were}} not answered.', {
            count: unansweredSince,
          })}
        </p>
      )}
      {others.length > 0 && (
        <p className="quiet small">
          {t('Also asked:')} {others.map((example) => t('“{text}”', { text: example })).join(' · ')}
        </p>
      )}
      {nearestDocuments.length > 0 && (
        <p className="quiet small">
          {t('Nearest documents:')}{' '}
          {nearestDocuments.map(({ id, title }, index) => (
            <span key={id}>
              {index > 0 && ' · '}
              <Link
                to="/$botId/knowledge/$documentId"
                params={{ botId, documentId: id }}
                search={{ ask: label }}
              >
                {title}
              </Link>
            </span>
          ))}
        </p>
      )}
      <TopicQuestions botId={botId} topicId={topic.id} />
      <div className="row">
        {may('documents:change') && (
          <LinkButton
            size="xs"
            to="/$botId/knowledge"
            params={{ botId }}
            search={{ paste: label }}
            aria-label={t('Add knowledge about “{topic}”', { topic: label })}
          >
            {t('Add knowledge')}
          </LinkButton>
        )}
        {may('documents:change') && (
          <LinkButton
            size="xs"
            variant="default"
            to="/$botId/words"
            params={{ botId }}
            search={{ question: label }}
            aria-label={t('Customers call it otherwise: “{topic}”', { topic: label })}
          >
            {t('Customers call it otherwise')}
          </LinkButton>
        )}
        {may('bots:change') && (
          <LinkButton
            size="xs"
            variant="default"
            to="/$botId/approved"
            params={{ botId }}
            search={{ question: label, paraphrases: others.join('\n') }}
            aria-label={t('Approve an answer to “{topic}”', { topic: label })}
          >
            {t('Approve an answer')}
          </LinkButton>
        )}
        {may('conversations:reply') && (
          <>
            <Button
              size="xs"
              variant="default"
              aria-label={
                assignee === undefined
                  ? t('Assign “{topic}”', { topic: label })
                  : t('With {name}: “{topic}”', { name: assignee, topic: label })
              }
              onClick={() => setAssigning(true)}
            >
              {assignee === undefined ? t('Assign') : t('With {name}', { name: assignee })}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              loading={change.isPending}
              aria-label={
                isOpen
                  ? t('Close the topic “{topic}”', { topic: label })
                  : t('Open again: “{topic}”', { topic: label })
              }
              onClick={() => change.mutate({ state: isOpen ? 'closed' : 'open' })}
            >
              {isOpen ? t('Close the topic') : t('Open again')}
            </Button>
          </>
        )}
      </div>
      {change.isError && <Problem error={change.error} />}
      <AssignDialog
        topic={topic}
        colleagues={colleagues}
        opened={assigning}
        busy={change.isPending}
        onAssign={(name) => {
          change.mutate({ assignee: name });
          setAssigning(false);
        }}
        onClose={() => setAssigning(false)}
      />
    </li>
  );
}

function countsOf({ asked, refused, thumbsDown, flagged, lastAskedAt }: Topic): string {
  return [
    t('asked {count, plural, one {# time} other {# times}}', { count: asked }),
    refused > 0 && t('{count} not answered', { count: refused }),
    thumbsDown > 0 && t('{count, plural, one {# thumb down} other {# thumbs down}}', { count: thumbsDown }),
    flagged > 0 && t('{count} marked as wrong by staff', { count: flagged }),
    t('last {time}', { time: formatTime(lastAskedAt) }),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}
