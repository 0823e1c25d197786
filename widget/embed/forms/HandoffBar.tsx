import { useContext } from 'react';
import type { ConversationControl, ConversationView } from '../../client/index.ts';
import { WordsContext } from '../i18n/words.ts';
import { AttachFile } from './AttachFile.tsx';
import { RateTalk } from './RateTalk.tsx';
import { useFormLook } from './use-form-look.ts';

type Props = {
  conversation: ConversationControl;
  view: ConversationView;
  /** Where a message that was left will be answered. */
  answerTo: string | undefined;
  onPerson(): void;
  /** Back to the bot. */
  onLeave(): void;
  /** Opens the form for one. */
  onWrite(): void;
};

/** Where the visitor stands on the way to a person, and the next step of it. */
export function HandoffBar({ conversation, view, answerTo, onPerson, onLeave, onWrite }: Props) {
  const { bot, handoff, typing } = view;
  const { say, locale } = useContext(WordsContext);
  const state = handoff?.state ?? 'bot';
  const bar = useFormLook<HTMLDivElement>();
  const ways = [bot?.contact.phone, bot?.contact.email].filter((way) => way !== undefined).join(' · ');
  const name = handoff?.person ?? '';
  const back = handoff?.opensAt === undefined ? '' : say('backAt', { time: timeOf(handoff.opensAt, locale) });
  const reach = ways === '' ? '' : say('reachPerson', { ways });
  const text = {
    bot: say('messageSent', { email: answerTo ?? '' }),
    offered: '',
    requested: `${say('nobodyHere')} ${back} ${reach}`,
    waiting: `${say('lookingForPerson')} ${say('inLine', { n: String(handoff?.position ?? 1) })}`,
    'with-person': typing ? say('personTyping', { name: typing }) : say('personJoined', { name }),
    closed: say('personLeft'),
  }[state];
  return (
    <div className="handoff" part="handoff" ref={bar}>
      <p role="status">{text}</p>
      {state === 'offered' && (
        <button type="button" className="chip" onClick={onPerson}>
          {say('talkToPerson')}
        </button>
      )}
      {(state === 'requested' || state === 'waiting') && (
        <button type="button" className="chip" onClick={onWrite}>
          {say('leaveMessage')}
        </button>
      )}
      {state === 'requested' && back === '' && (
        <button type="button" className="quiet" onClick={onPerson}>
          {say('retry')}
        </button>
      )}
      {state === 'closed' && !handoff?.rated && <RateTalk onRate={conversation.rateConversation} />}
      {bot?.files && (state === 'waiting' || state === 'with-person') && (
        <AttachFile onSend={conversation.sendFile} />
      )}
      {(state === 'waiting' || state === 'with-person') && (
        <button type="button" className="quiet" onClick={onLeave}>
          {say('backToAssistant')}
        </button>
      )}
    </div>
  );
}

/** In the visitor's own time; the date too, when it is not within the week. */
function timeOf(at: number, locale: string): string {
  const isSoon = at - Date.now() < 6 * 86_400_000;
  const day = isSoon ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const);
  return new Intl.DateTimeFormat(locale, { ...day, hour: 'numeric', minute: '2-digit' }).format(at);
}
