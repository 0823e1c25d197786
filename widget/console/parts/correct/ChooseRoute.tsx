import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { said, t } from '../../i18n/t.ts';
import type { CorrectionAdvice, NewCorrection } from '../../queries/corrections.ts';
import { Problem } from '../Problem.tsx';
import { correctionOf, draftOfAdvice } from './correction-draft.ts';
import { RouteFields } from './RouteFields.tsx';
import { ROUTE_WORDS, ROUTES } from './words.ts';
import '../choices.css';

type Props = {
  advice: CorrectionAdvice;
  question: string;
  /** What it should have said. */
  text: string;
  busy: boolean;
  error: unknown;
  onBack(): void;
  onApply(choice: Omit<NewCorrection, 'answerId' | 'answer'>): void;
};

/** Step two: where it belongs, as advised or as chosen, and what exactly is done. */
export function ChooseRoute({ advice, question, text, busy, error, onBack, onApply }: Props) {
  const [draft, setDraft] = useState(() => draftOfAdvice(advice, question));

  function submit(event: FormEvent): void {
    event.preventDefault();
    onApply(correctionOf(draft, advice));
  }

  return (
    <form className="stack correct-form" onSubmit={submit}>
      <p>
        <strong>{t('Advice: {route}.', { route: t(ROUTE_WORDS[advice.route].name) })}</strong>{' '}
        {said(advice.reason)}
      </p>
      <fieldset className="choices">
        <legend>{t('What it becomes')}</legend>
        {ROUTES.map((route) => (
          <label key={route} className="choice">
            <input
              type="radio"
              name="route"
              value={route}
              checked={draft.route === route}
              data-autofocus={draft.route === route || undefined}
              onChange={() => setDraft((known) => ({ ...known, route }))}
            />
            <span>
              <strong>{t(ROUTE_WORDS[route].name)}</strong>
              <span className="quiet small">
                {t(ROUTE_WORDS[route].what)} {t(ROUTE_WORDS[route].when)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <RouteFields advice={advice} text={text} draft={draft} onDraft={setDraft} />
      {busy && (
        <p className="quiet small" role="status">
          {t('Correcting it, and asking the bot again…')}
        </p>
      )}
      {error !== null && <Problem error={error} />}
      <div className="dialog-actions">
        <Button variant="default" onClick={onBack}>
          {t('Back')}
        </Button>
        <Button type="submit" loading={busy} disabled={draft.question.trim() === ''}>
          {t('Correct it')}
        </Button>
      </div>
    </form>
  );
}
