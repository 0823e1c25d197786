import { useContext } from 'react';
import type { ConversationControl, ConversationView } from '../client/index.ts';
import { WordsContext } from './i18n/words.ts';
import { RateTalk } from './RateTalk.tsx';

type Props = { conversation: ConversationControl; view: ConversationView };

/** Where the visitor stands on the way to a person, and the next step of it. */
export function HandoffBar({ conversation, view: { bot, handoff, typing } }: Props) {
  const { say } = useContext(WordsContext);
  const state = handoff?.state ?? 'bot';
  if (state === 'bot') return null;
  const ways = [bot?.contact.phone, bot?.contact.email].filter((way) => way !== undefined).join(' · ');
  const name = handoff?.person ?? '';
  const text = {
    offered: '',
    requested: `${say('nobodyHere')} ${ways === '' ? '' : say('reachPerson', { ways })}`,
    waiting: `${say('lookingForPerson')} ${say('inLine', { n: String(handoff?.position ?? 1) })}`,
    'with-person': typing ? say('personTyping', { name: typing }) : say('personJoined', { name }),
    closed: say('personLeft'),
  }[state];
  return (
    <div className="handoff" part="handoff">
      <p role="status">{text}</p>
      {(state === 'offered' || state === 'requested') && (
        <button type="button" className="chip" onClick={() => void conversation.requestPerson()}>
          {say(state === 'offered' ? 'talkToPerson' : 'retry')}
        </button>
      )}
      {state === 'closed' && !handoff?.rated && <RateTalk onRate={conversation.rateConversation} />}
      {(state === 'waiting' || state === 'with-person') && (
        <button type="button" className="quiet" onClick={() => void conversation.leavePerson()}>
          {say('backToAssistant')}
        </button>
      )}
    </div>
  );
}
