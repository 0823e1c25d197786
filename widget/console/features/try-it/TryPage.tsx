import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { AskReply } from '../../../../server/contract/index.ts';
import { CorrectThis } from '../../parts/CorrectThis.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { WhyAnswer } from '../../parts/passport/WhyAnswer.tsx';
import { ReplyCard } from '../../parts/ReplyCard.tsx';
import { useListedBot } from '../../parts/use-listed-bot.ts';
import { documentsQuery } from '../../queries.ts';
import { AnsweredBy, SERVING } from './AnsweredBy.tsx';
import { AS_ANYONE, AskedAs, readerOf } from './AskedAs.tsx';
import { Composer } from './Composer.tsx';
import { type TriedTurn, useTrial } from './use-trial.ts';
import './try-it.css';
import { t } from '../../i18n/t.ts';

/** The bot as visitors meet it, with the reasons beside each answer. */
export function TryPage() {
  const { botId } = useParams({ from: '/$botId/try' });
  const [askedAs, setAskedAs] = useState(AS_ANYONE);
  const [version, setVersion] = useState(SERVING);
  const trial = useTrial(botId, { visitor: readerOf(askedAs), version });
  return (
    <>
      <PageHead
        title={t('Try it')}
        actions={
          trial.turns.length > 0 && (
            <Button variant="default" onClick={trial.clear}>
              {t('New conversation')}
            </Button>
          )
        }
      >
        {t('Ask what your visitors ask. Nothing here counts as a conversation, and nobody else sees it.')}
      </PageHead>
      <div className="filters asked-as">
        <AskedAs
          draft={askedAs}
          onChange={(draft) => {
            setAskedAs(draft);
            if (draft.kind !== askedAs.kind) trial.clear();
          }}
        />
        <AnsweredBy
          botId={botId}
          value={version}
          onChange={(chosen) => {
            setVersion(chosen);
            trial.clear();
          }}
        />
      </div>
      {trial.turns.length === 0 && <Beginning botId={botId} onAsk={trial.ask} />}
      <ol className="plain turns" aria-label={t('Conversation')}>
        {trial.turns.map((turn, index) => (
          <Turn
            key={turn.id}
            botId={botId}
            turn={turn}
            isLast={index === trial.turns.length - 1}
            onAsk={trial.ask}
          />
        ))}
      </ol>
      <Composer busy={trial.busy} onAsk={trial.ask} onStop={trial.stop} />
      <div role="status" className="visually-hidden">
        {trial.busy ? t('Answering…') : (trial.turns.at(-1)?.reply?.text ?? '')}
      </div>
    </>
  );
}

type TurnProps = { botId: string; turn: TriedTurn; isLast: boolean; onAsk(question: string): void };

function Turn({ botId, turn, isLast, onAsk }: TurnProps) {
  const { question, reply, error } = turn;
  return (
    <li className="turns">
      <p className="question preserve">{question}</p>
      {reply && (
        <ReplyCard
          text={reply.text}
          sources={reply.sources}
          kind={reply.passport.kind}
          note={noteOf(reply)}
          startsOpen={isLast}
          why={() => <WhyAnswer botId={botId} passport={reply.passport} />}
          actions={
            <CorrectThis
              botId={botId}
              answer={{
                answerId: reply.turnId,
                question: reply.passport.question,
                text: reply.text,
                kind: reply.passport.kind,
              }}
            />
          }
        />
      )}
      {reply && isLast && <Suggestions questions={reply.suggestions} onAsk={onAsk} />}
      {error !== undefined && <Problem error={error} onRetry={() => onAsk(question)} />}
      {!reply && error === undefined && (
        <p className="quiet">{turn.stopped ? t('Stopped.') : t('Looking it up and writing…')}</p>
      )}
    </li>
  );
}

function noteOf({ offerPerson, passport }: AskReply): string {
  const notes = [
    passport.unsure && t('The visitor is told that the bot is not sure of this answer.'),
    offerPerson && t('The visitor is offered a person.'),
  ];
  return notes.filter(Boolean).join(' ');
}

function Beginning({ botId, onAsk }: { botId: string; onAsk(question: string): void }) {
  const documents = useQuery(documentsQuery(botId)).data;
  const bot = useListedBot(botId);
  if (documents?.length === 0) {
    return (
      <EmptyState
        title={t('The bot knows nothing yet')}
        action={
          <Link to="/$botId/knowledge" params={{ botId }}>
            {t('Add knowledge')}
          </Link>
        }
      >
        {t('It answers only from your documents. Add one first, then ask about it here.')}
      </EmptyState>
    );
  }
  return (
    <section className="stack">
      {bot && <p className="reply preserve">{bot.settings.greeting}</p>}
      <Suggestions questions={bot?.settings.suggestedQuestions ?? []} onAsk={onAsk} />
    </section>
  );
}

function Suggestions({ questions, onAsk }: { questions: readonly string[]; onAsk(question: string): void }) {
  if (questions.length === 0) return null;
  return (
    <ul className="plain row" aria-label={t('Suggested questions')}>
      {questions.map((question) => (
        <li key={question}>
          <button type="button" className="suggestion" onClick={() => onAsk(question)}>
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}
