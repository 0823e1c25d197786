import { useContext } from 'react';
import { Icon } from './Icon.tsx';
import { WordsContext } from './i18n/words.ts';

type Props = {
  name: string;
  onPerson: (() => void) | undefined;
  onNew: (() => void) | undefined;
  onClose: (() => void) | undefined;
};

export function Header({ name, onPerson, onNew, onClose }: Props) {
  const { say } = useContext(WordsContext);
  return (
    <header part="header">
      <h2>{name}</h2>
      {onPerson && (
        <button
          type="button"
          className="icon"
          aria-label={say('talkToPerson')}
          title={say('talkToPerson')}
          onClick={onPerson}
        >
          <Icon name="person" />
        </button>
      )}
      {onNew && (
        <button
          type="button"
          className="icon"
          aria-label={say('newConversation')}
          title={say('newConversation')}
          onClick={onNew}
        >
          <Icon name="new" />
        </button>
      )}
      {onClose && (
        <button
          type="button"
          className="icon"
          aria-label={say('closeChat')}
          title={say('closeChat')}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}
