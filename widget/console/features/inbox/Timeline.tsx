import { useEffect, useRef } from 'react';
import type { ConversationMessage, InboxConversation } from '../../../../server/contract/index.ts';
import { fromStored } from '../../../client/index.ts';
import { t } from '../../i18n/t.ts';
import { useInboxLive } from '../../live/use-inbox-live.ts';
import { useMe } from '../../me.tsx';
import { CorrectThis } from '../../parts/CorrectThis.tsx';
import { FlagAnswer } from '../../parts/FlagAnswer.tsx';
import { formatClock, formatTime } from '../../parts/format.ts';
import { WhyTurn } from '../../parts/passport/WhyTurn.tsx';
import { ReplyCard } from '../../parts/ReplyCard.tsx';
import { type Step, sayStep } from './inbox-words.ts';
import { SaveAttachment } from './SaveAttachment.tsx';

type Note = InboxConversation['notes'][number];
type Entry =
  | { kind: 'message'; at: number; key: string; message: ConversationMessage }
  | { kind: 'note'; at: number; key: string; note: Note }
  | { kind: 'step'; at: number; key: string; step: Step };

/** Within so many pixels of the end, the reader follows what is new. */
const NEAR_END_PX = 320;

type Props = { botId: string; detail: InboxConversation };

/** What was said, noted and done, in the order in which it happened. */
export function Timeline({ botId, detail }: Props) {
  const entries = entriesOf(detail);
  const nameOf = useNames(detail);
  const end = useFollowedEnd(entries.at(-1)?.key);
  const { messages } = detail.conversation;
  return (
    <>
      <ol className="plain turns inbox-timeline" aria-label={t('Messages')}>
        {entries.map((entry) => (
          <li key={entry.key} className="turns">
            {entry.kind === 'message' && (
              <MessageEntry
                botId={botId}
                stored={entry.message}
                question={questionBefore(messages, entry.message.id)}
              />
            )}
            {entry.kind === 'note' && <NoteEntry note={entry.note} />}
            {entry.kind === 'step' && (
              <p className="quiet small inbox-step">
                {sayStep(entry.step, nameOf)} {formatClock(entry.at)}
              </p>
            )}
          </li>
        ))}
      </ol>
      <div ref={end} />
      <NewestOfVisitor messages={messages} />
    </>
  );
}

/** Tells a screen reader what the visitor writes while the conversation is open. */
function NewestOfVisitor({ messages }: { messages: readonly ConversationMessage[] }) {
  const newest = messages.findLast(({ role }) => role === 'user');
  const read = useRef(newest?.id);
  return (
    <p className="visually-hidden" role="status">
      {newest && newest.id !== read.current && `${t('Visitor')}: ${fromStored(newest).text}`}
    </p>
  );
}

function entriesOf({ conversation, notes, steps }: InboxConversation): Entry[] {
  const entries: Entry[] = [
    ...conversation.messages.map((message) => ({
      kind: 'message' as const,
      at: message.metadata.createdAt ?? 0,
      key: message.id,
      message,
    })),
    ...notes.map((note) => ({ kind: 'note' as const, at: note.createdAt, key: note.id, note })),
    ...steps.filter(isTold).map((step, index) => ({
      kind: 'step' as const,
      at: step.at,
      key: `step ${step.at} ${index} ${step.event}`,
      step,
    })),
  ];
  return entries.sort((a, b) => a.at - b.at);
}

/** Wanting a person and waiting for one are one thing to read, where the one follows at once. */
function isTold(step: Step, index: number, steps: readonly Step[]): boolean {
  return step.event !== 'request' || steps[index + 1]?.event !== 'enqueue';
}

/** Steps know who by id only. */
function useNames({ item, notes }: InboxConversation): (actor: string) => string | undefined {
  const me = useMe();
  const { present } = useInboxLive();
  const names = new Map<string, string>([
    ...notes.map(({ author, authorName }) => [author, authorName] as const),
    ...present.map(({ id, name }) => [id, name] as const),
    ...(item.agent ? [[item.agent.id, item.agent.name] as const] : []),
    [me.id, me.name],
  ]);
  return (actor) => names.get(actor);
}

/** What a reply replies to. */
function questionBefore(messages: readonly ConversationMessage[], id: string): string {
  const place = messages.findIndex((message) => message.id === id);
  const asked = messages.slice(0, Math.max(0, place)).findLast(({ role }) => role === 'user');
  return asked ? fromStored(asked).text : '';
}

type MessageProps = { botId: string; stored: ConversationMessage; question: string };

function MessageEntry({ botId, stored, question }: MessageProps) {
  const message = fromStored(stored);
  const { turnId, kind, createdAt, feedback } = stored.metadata;
  const at = createdAt === undefined ? undefined : formatTime(createdAt);
  const attachment = stored.parts.find((part) => part.type === 'data-attachment');
  if (attachment) {
    const place = { botId, conversationId: stored.metadata.conversationId };
    return (
      <div className="inbox-visitor" title={at}>
        <span className="visually-hidden">{t('Visitor')}: </span>
        <SaveAttachment place={place} attachment={attachment} />
      </div>
    );
  }
  if (message.role === 'user') {
    return (
      <p className="preserve inbox-visitor" title={at}>
        <span className="visually-hidden">{t('Visitor')}: </span>
        {message.text}
      </p>
    );
  }
  if (message.author !== undefined) {
    return (
      <div className="inbox-person" title={at}>
        <p className="small inbox-author">{message.author}</p>
        <p className="preserve">{message.text}</p>
      </div>
    );
  }
  return (
    <ReplyCard
      text={message.text}
      sources={message.sources}
      kind={kind}
      note={message.unsure ? t('The visitor was told that the bot is not sure of this answer.') : undefined}
      feedback={feedback}
      why={turnId === undefined ? undefined : () => <WhyTurn botId={botId} turnId={turnId} />}
      actions={
        turnId !== undefined && (
          <>
            <CorrectThis botId={botId} answer={{ answerId: turnId, question, text: message.text, kind }} />
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

function NoteEntry({ note }: { note: Note }) {
  return (
    <div className="inbox-note" title={formatTime(note.createdAt)}>
      <p className="small inbox-author">
        {t('Note by {name}, seen by staff only', { name: note.authorName })}
      </p>
      <p className="preserve">{note.text}</p>
    </div>
  );
}

/** Keeps the end in view, unless somebody reads further up. */
function useFollowedEnd(last: string | undefined) {
  const end = useRef<HTMLDivElement>(null);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (last === undefined || last === shown.current) return;
    const isFirst = shown.current === undefined;
    shown.current = last;
    const below = (end.current?.getBoundingClientRect().top ?? 0) - innerHeight;
    if (isFirst || below < NEAR_END_PX) end.current?.scrollIntoView({ block: 'end' });
  }, [last]);
  return end;
}
