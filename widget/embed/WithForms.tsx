import { type ReactNode, useContext, useEffect, useState } from 'react';
import type { HandoffBar, MessageForm, PreChatForm } from './forms/index.ts';
import { WordsContext } from './i18n/words.ts';

type Forms = {
  HandoffBar: typeof HandoffBar;
  MessageForm: typeof MessageForm;
  PreChatForm: typeof PreChatForm;
};

let forms: Forms | undefined;

/** The forms, and the way to a person, come when they are wanted; where they cannot be loaded, there is a button to try again. */
export function WithForms({ children }: { children(forms: Forms): ReactNode }) {
  const { say } = useContext(WordsContext);
  const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading');

  useEffect(() => {
    if (state !== 'loading') return;
    import('./forms/index.ts').then(
      ({ HandoffBar, MessageForm, PreChatForm }) => {
        forms = { HandoffBar, MessageForm, PreChatForm };
        setState('loaded');
      },
      () => setState('failed'),
    );
  }, [state]);

  if (forms) return children(forms);
  if (state !== 'failed') return <p className="note">{say('loading')}</p>;
  return (
    <p className="note problem">
      {say('unavailable')}{' '}
      <button type="button" className="quiet" onClick={() => setState('loading')}>
        {say('retry')}
      </button>
    </p>
  );
}
