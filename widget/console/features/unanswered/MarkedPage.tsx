import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { msg, t } from '../../i18n/t.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatDay } from '../../parts/format.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { ShowMore } from '../../parts/ShowMore.tsx';
import { type FlaggedAnswer, flaggedQuery } from '../../queries/flags.ts';
import { MarkedItem } from './MarkedItem.tsx';
import { StateFilter } from './StateFilter.tsx';
import { UnansweredTabs } from './UnansweredTabs.tsx';

const STATES = { open: msg('Open'), done: msg('Dealt with'), all: msg('All') } as const;

function isOneState(state: string): state is 'open' | 'done' {
  return state === 'open' || state === 'done';
}

/** The answers that colleagues marked as wrong, the latest first: the list to work through. */
export function MarkedPage() {
  const { botId } = useParams({ from: '/$botId/unanswered/marked' });
  const { state = 'open', from, to } = useSearch({ from: '/$botId/unanswered/marked' });
  const navigate = useNavigate({ from: '/$botId/unanswered/marked' });
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const result = useInfiniteQuery(flaggedQuery(botId, { ...(isOneState(state) && { state }), ...range }));
  const isRange = from !== undefined || to !== undefined;
  return (
    <>
      <PageHead title={t('Unanswered')}>
        {t(
          'Answers that colleagues marked as wrong, the latest first. Correct each where it stands; what you mend in another way, say that it is dealt with.',
        )}
      </PageHead>
      <UnansweredTabs botId={botId} />
      <StateFilter
        state={state}
        states={STATES}
        onChange={(chosen) => void navigate({ search: { state: chosen, ...range }, replace: true })}
      />
      {isRange && (
        <p className="row">
          <span>{rangeText(from, to)}</span>
          <Link to="/$botId/unanswered/marked" params={{ botId }} search={{ state }}>
            {t('Of any time')}
          </Link>
        </p>
      )}
      {result.isError && <Problem error={result.error} onRetry={() => void result.refetch()} />}
      {result.isPending && <Loading />}
      {result.data && (
        <MarkedList
          key={JSON.stringify([state, range])}
          botId={botId}
          found={result.data.pages.flatMap(({ answers }) => answers)}
          filtered={state === 'done' || isRange}
        />
      )}
      <ShowMore result={result} />
    </>
  );
}

function rangeText(from: string | undefined, to: string | undefined): string {
  const day = (name: string) => formatDay(Date.parse(name));
  if (from !== undefined && to !== undefined) {
    return t('Marked from {from} until {to}.', { from: day(from), to: day(to) });
  }
  return from === undefined
    ? t('Marked until {to}.', { to: day(to ?? '') })
    : t('Marked since {from}.', { from: day(from) });
}

type ListProps = { botId: string; found: readonly FlaggedAnswer[]; filtered: boolean };

/** What was dealt with here stays where it stood until the list is asked for anew, so that it is seen what came of it. */
function MarkedList({ botId, found, filtered }: ListProps) {
  const [kept, setKept] = useState<readonly FlaggedAnswer[]>([]);
  const gone = kept.filter(({ messageId }) => found.every((one) => one.messageId !== messageId));
  const answers = [...found, ...gone].sort(
    (one, other) => other.flaggedAt - one.flaggedAt || other.messageId.localeCompare(one.messageId),
  );
  if (answers.length === 0) return <NoneMarked botId={botId} filtered={filtered} />;
  return (
    <ul className="plain list">
      {answers.map((answer) => (
        <MarkedItem
          key={answer.messageId}
          botId={botId}
          answer={answer}
          onChange={(changed) => setKept((known) => [...without(known, changed.messageId), changed])}
          onTakenBack={() => setKept((known) => without(known, answer.messageId))}
        />
      ))}
    </ul>
  );
}

function without(answers: readonly FlaggedAnswer[], id: string): FlaggedAnswer[] {
  return answers.filter(({ messageId }) => messageId !== id);
}

function NoneMarked({ botId, filtered }: { botId: string; filtered: boolean }) {
  return (
    <EmptyState
      title={filtered ? t('None of this kind') : t('No answer is marked as wrong')}
      action={
        <LinkButton variant="default" to="/$botId/conversations" params={{ botId }}>
          {t('See all conversations')}
        </LinkButton>
      }
    >
      {filtered
        ? t('Try another state or time.')
        : t(
            'Whoever reads a conversation can press “Mark as wrong” beside an answer; it then stands here at once, with the reason.',
          )}
    </EmptyState>
  );
}
