import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ConversationMessage, VisitorHandoff } from '../../../../server/contract/index.ts';
import { fromStored } from '../../../client/index.ts';
import { t } from '../../i18n/t.ts';
import { CorrectThis } from '../../parts/CorrectThis.tsx';
import { FlagAnswer } from '../../parts/FlagAnswer.tsx';
import { formatTime } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { WhyTurn } from '../../parts/passport/WhyTurn.tsx';
import { Query } from '../../parts/Query.tsx';
import { ReplyCard } from '../../parts/ReplyCard.tsx';
import { useMeantInSight } from '../../parts/use-meant-in-sight.ts';
import { type Correction, conversationCorrectionsQuery } from '../../queries/corrections.ts';
import { conversationQuery } from '../../queries.ts';

/** One conversation as it was, each reply with its passport. */
export function ConversationPage() {
  const { botId, conversationId } = useParams({ from: '/$botId/conversations/$conversationId' });
  const conversation = useQuery(conversationQuery(botId, conversationId));
  const corrections = useQuery(conversationCorrectionsQuery(botId, conversationId)).data;
  useMeantInSight(conversation.isSuccess);
  return (
    <>
      <Link className="back" to="/$botId/conversations" params={{ botId }}>
        <Icon name="back" size={16} /> {t('Conversations')}
      </Link>
      <PageHead
        title={t('Conversation')}
        actions={
          <Link to="/$botId/inbox/$conversationId" params={{ botId, conversationId }}>
            {t('Open in the inbox')}
          </Link>
        }
      >
        {beginOf(conversation.data?.messages)}
      </PageHead>
      <Query result={conversation}>
        {({ messages }) => (
          <ol className="plain turns">
            {messages.map((message, index) => (
              <li key={message.id} id={message.id} className="turns">
                <MessageItem
                  botId={botId}
                  stored={message}
                  question={textOf(messages[index - 1])}
                  correction={corrections?.find(
                    ({ turnId, state }) => turnId === message.metadata.turnId && state === 'applied',
                  )}
                />
              </li>
            ))}
          </ol>
        )}
      </Query>
    </>
  );
}

type ItemProps = {
  botId: string;
  stored: ConversationMessage;
  /** What a reply replies to. */
  question: string;
  correction: Correction | undefined;
};

function MessageItem({ botId, stored, question, correction }: ItemProps) {
  const message = fromStored(stored);
  const { turnId, kind, feedback } = stored.metadata;
  if (message.role === 'user') {
    return (
      <>
        <p className="question preserve">{message.text}</p>
        <Link
          className="small make-test"
          to="/$botId/tests"
          params={{ botId }}
          search={{ question: message.text }}
        >
          {t('Make a test of it')}
        </Link>
      </>
    );
  }
  const notes = [
    message.unsure ? t('The visitor was told that the bot is not sure of this answer.') : undefined,
    standingNote(message.standing),
    message.status === 'stopped' ? t('The visitor stopped this reply.') : undefined,
    message.status === 'failed' ? t('This reply was not finished.') : undefined,
  ].filter((note) => note !== undefined);
  return (
    <ReplyCard
      text={message.text}
      sources={message.sources}
      kind={kind}
      note={notes.join(' ')}
      feedback={feedback}
      why={turnId === undefined ? undefined : () => <WhyTurn botId={botId} turnId={turnId} />}
      actions={
        turnId !== undefined && (
          <>
            <CorrectThis
              botId={botId}
              answer={{ answerId: turnId, question, text: message.text, kind }}
              earlier={correction}
            />
            <FlagAnswer
              place={{ botId, conversationId: stored.metadata.conversationId, messageId: stored.id }}
              kind={kind}
            />
          </>
        )
      }
    />
  );
}

function standingNote(standing: VisitorHandoff['state'] | undefined): string | undefined {
  if (standing === undefined || standing === 'bot') return undefined;
  return standing === 'offered' ? t('The visitor was offered a person.') : t('The visitor wanted a person.');
}

function textOf(stored: ConversationMessage | undefined): string {
  return stored ? fromStored(stored).text : '';
}

function beginOf(messages: readonly ConversationMessage[] | undefined): string | undefined {
  const at = messages?.[0]?.metadata.createdAt;
  return at === undefined ? undefined : t('Begun {time}', { time: formatTime(at) });
}
