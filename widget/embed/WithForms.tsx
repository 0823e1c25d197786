import { type ReactNode, useContext, useEffect, useState } from 'react';
import type { MessageForm, PreChatForm, RateTalk } from './forms/index.ts';
import { WordsContext } from './i18n/words.ts';

type Forms = {
  MessageForm: typeof MessageForm;
  PreChatForm: typeof PreChatForm;
  RateTalk: typeof RateTalk;
};

let forms: Forms | undefined;

/** The forms come when one is wanted; where they cannot be loaded, there is a button to try again. */
export function WithForms({ children }: { children(forms: Forms): ReactNode }) {
  const { say } = useContext(WordsContext);
  const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading');

  useEffect(() => {
    if (state !== 'loading') return;
    import('./forms/index.ts').then(
      ({ MessageForm, PreChatForm, RateTalk }) => {
        forms = { MessageForm, PreChatForm, RateTalk };
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
