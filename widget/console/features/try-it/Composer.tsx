import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';

type Props = { busy: boolean; onAsk(question: string): void; onStop(): void };

/** Enter sends, Shift and Enter make a new line. */
export function Composer({ busy, onAsk, onStop }: Props) {
  const [text, setText] = useState('');

  function send(): void {
    if (busy || text.trim() === '') return;
    onAsk(text);
    setText('');
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    send();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <form className="composer" onSubmit={submit}>
      <Textarea
        label={t('Your question')}
        value={text}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={4_000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {busy ? (
        <Button variant="default" onClick={onStop}>
          {t('Stop')}
        </Button>
      ) : (
        <Button type="submit">{t('Ask')}</Button>
      )}
    </form>
  );
}
