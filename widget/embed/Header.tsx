import { type ComponentProps, useContext } from 'react';
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
      {onPerson && <HeaderButton icon="person" label={say('talkToPerson')} onPress={onPerson} />}
      {onNew && <HeaderButton icon="new" label={say('newConversation')} onPress={onNew} />}
      {onClose && <HeaderButton icon="close" label={say('closeChat')} onPress={onClose} />}
    </header>
  );
}

type ButtonProps = { icon: ComponentProps<typeof Icon>['name']; label: string; onPress: () => void };

function HeaderButton({ icon, label, onPress }: ButtonProps) {
  return (
    <button type="button" className="icon" aria-label={label} title={label} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}
