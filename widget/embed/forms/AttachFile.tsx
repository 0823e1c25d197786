import { useContext, useRef, useState } from 'react';
import { ClientError } from '../../client/index.ts';
import { WordsContext } from '../i18n/words.ts';
import { sayThrown } from '../say-problem.ts';

const TAKEN = 'image/png, image/jpeg, image/webp, application/pdf, text/*';

type Props = { onSend(file: File): Promise<void> };

/** A button that sends a file to the person. */
export function AttachFile({ onSend }: Props) {
  const words = useContext(WordsContext);
  const { say } = words;
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState('');

  async function send(file: File | undefined): Promise<void> {
    if (!file) return;
    setProblem('');
    setSending(true);
    try {
      await onSend(file);
    } catch (thrown) {
      setProblem(sentence(thrown));
    }
    setSending(false);
    if (input.current) input.current.value = '';
  }

  function sentence(thrown: unknown): string {
    const isFile = thrown instanceof ClientError && /^(bad_request|too_large)$/.test(thrown.problem.code);
    return isFile ? say('filesTaken') : sayThrown(words, thrown);
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={TAKEN}
        onChange={(event) => void send(event.currentTarget.files?.[0])}
      />
      <button
        type="button"
        className="chip"
        aria-disabled={sending}
        onClick={() => !sending && input.current?.click()}
      >
        {say(sending ? 'sending' : 'attachFile')}
      </button>
      <span className="note problem file-problem" role="alert">
        {problem}
      </span>
    </>
  );
}
