import { Button, Textarea } from '@mantine/core';
import type { FormEvent } from 'react';
import { t } from '../../i18n/t.ts';
import type { GivenAnswer } from '../CorrectThis.tsx';
import { Problem } from '../Problem.tsx';
import { withoutNumbers } from './words.ts';

type Props = {
  answer: GivenAnswer;
  text: string;
  onText(text: string): void;
  /** A correction was just taken back. */
  undone: boolean;
  busy: boolean;
  error: unknown;
  onNext(): void;
  onClose(): void;
};

/** Step one: what it should have said. */
export function WriteAnswer({ answer, text, onText, undone, busy, error, onNext, onClose }: Props) {
  const unchanged = text.trim() === withoutNumbers(answer.text);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onNext();
  }

  return (
    <form className="stack" onSubmit={submit}>
      {undone && (
        <p className="done-note" role="status">
          {t('Undone. All is as it was before, also the test.')}
        </p>
      )}
      <dl className="correct-given">
        <dt>{t('Asked')}</dt>
        <dd className="preserve">{answer.question}</dd>
        <dt>{t('The bot said')}</dt>
        <dd className="preserve">{answer.text}</dd>
      </dl>
      <Textarea
        label={t('What it should have said')}
        description={t('Write it as you would to the visitor. Nothing changes yet.')}
        required
        withAsterisk={false}
        data-autofocus
        autosize
        minRows={3}
        maxRows={12}
        maxLength={4_000}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {error !== null && <Problem error={error} />}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={text.trim() === '' || unchanged}>
          {t('Next')}
        </Button>
      </div>
    </form>
  );
}
