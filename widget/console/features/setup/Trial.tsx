import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { WhyAnswer } from '../../parts/passport/WhyAnswer.tsx';
import { ReplyCard } from '../../parts/ReplyCard.tsx';
import { trialQuery } from '../../queries/bots.ts';

type Props = {
  botId: string;
  question: string;
  /** False while one before it is being answered. */
  mayAsk: boolean;
  startsOpen: boolean;
  onSettled(): void;
};

/** One question with its answer and its reasons. */
export function Trial({ botId, question, mayAsk, startsOpen, onSettled }: Props) {
  const trial = useQuery({ ...trialQuery(botId, question), enabled: mayAsk, refetchOnWindowFocus: false });
  const { data: reply, error } = trial;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once an answer or a failure is there.
  useEffect(() => {
    if (reply !== undefined || error !== null) onSettled();
  }, [reply, error]);
  return (
    <li className="stack">
      <p className="question preserve">{question}</p>
      {reply ? (
        <ReplyCard
          text={reply.text}
          sources={reply.sources}
          kind={reply.passport.kind}
          startsOpen={startsOpen}
          why={() => <WhyAnswer botId={botId} passport={reply.passport} />}
        />
      ) : error ? (
        <Problem error={error} onRetry={() => void trial.refetch()} />
      ) : (
        <p className="quiet" role="status">
          {mayAsk ? t('Looking it up and writing…') : t('Waiting')}
        </p>
      )}
    </li>
  );
}
