import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AnswerFlag } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { CorrectThis } from '../../parts/CorrectThis.tsx';
import { FlagChanges } from '../../parts/FlagChanges.tsx';
import { formatTime } from '../../parts/format.ts';
import { conversationCorrectionsQuery } from '../../queries/corrections.ts';
import type { FlaggedAnswer } from '../../queries/flags.ts';
import './unanswered.css';

type Props = {
  botId: string;
  answer: FlaggedAnswer;
  onChange(answer: FlaggedAnswer): void;
  onTakenBack(): void;
};

/** One answer that was marked as wrong: by whom, when and why, what was asked and said, and what can be done about it. */
export function MarkedItem({ botId, answer, onChange, onTakenBack }: Props) {
  const { messageId, conversationId, turnId, question, kind, authorName, comment, flaggedAt } = answer;
  const corrections = useQuery({
    ...conversationCorrectionsQuery(botId, conversationId),
    enabled: answer.corrected,
  }).data;
  const earlier = corrections?.find((one) => one.turnId === turnId && one.state === 'applied');
  return (
    <li className="topic">
      <div className="topic-head">
        <h2 className="list-title">{question}</h2>
        <span className="state" data-tone={answer.state === 'open' ? 'warn' : 'good'}>
          {stateOf(answer)}
        </span>
      </div>
      <p className="small">
        {t('Marked by {name}, {time}', { name: authorName, time: formatTime(flaggedAt) })}
      </p>
      <dl className="marked-texts">
        <dt>{t('The bot said')}</dt>
        <dd className="marked-answer preserve">{answer.answer}</dd>
        <dt>{t('Why it is wrong')}</dt>
        <dd className="preserve">
          {comment ?? <span className="quiet">{t('No reason was written.')}</span>}
        </dd>
      </dl>
      <div className="marked-actions">
        <CorrectThis
          botId={botId}
          answer={{ answerId: turnId, question, text: answer.answer, kind }}
          earlier={earlier}
          onChange={({ state }) => onChange(withCorrection(answer, state === 'applied'))}
        />
        <FlagChanges
          place={{ botId, conversationId, messageId }}
          flag={answer}
          corrected={answer.corrected}
          onSettled={(flag) => onChange(withFlag(answer, flag))}
          onTakenBack={onTakenBack}
        />
        <Link to="/$botId/conversations/$conversationId" params={{ botId, conversationId }} hash={messageId}>
          {t('See the conversation')}
        </Link>
      </div>
    </li>
  );
}

function withCorrection(answer: FlaggedAnswer, corrected: boolean): FlaggedAnswer {
  return { ...answer, corrected, state: corrected || answer.settledAt !== undefined ? 'done' : 'open' };
}

function withFlag(
  { settledBy: _by, settledByName: _name, settledAt: _at, ...answer }: FlaggedAnswer,
  flag: AnswerFlag,
): FlaggedAnswer {
  const isDone = answer.corrected || flag.settledAt !== undefined;
  return { ...answer, ...flag, state: isDone ? 'done' : 'open' };
}

function stateOf({ state, corrected, settledByName }: FlaggedAnswer): string {
  if (state === 'open') return t('Open');
  if (corrected) return t('Corrected');
  return settledByName === undefined
    ? t('Dealt with')
    : t('Dealt with, says {name}', { name: settledByName });
}
