import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { said as inWords, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { type Corrected, type Correction, undoCorrection } from '../../queries/corrections.ts';
import { askBot } from '../../queries.ts';
import { useActorName } from '../actor-name.ts';
import { formatTime } from '../format.ts';
import { Problem } from '../Problem.tsx';
import { ROUTE_WORDS } from './words.ts';

type Props = {
  correction: Correction;
  /** What the bot says now; unknown for a correction of earlier, and for lessons. */
  now: Corrected['now'];
  onUndone(correction: Correction): void;
  onClose(): void;
};

/** Step three: what was made, what the bot says now, and the way back. */
export function CorrectionOutcome({ correction, now, onUndone, onClose }: Props) {
  const actorName = useActorName();
  const { botId, route, question, after, author, createdAt } = correction;
  const queries = useQueryClient();
  const may = useMay();
  const head = useRef<HTMLParagraphElement>(null);
  useEffect(() => head.current?.focus(), []);
  const ask = useMutation({
    mutationFn: () => askBot(botId, { question }, new AbortController().signal),
  });
  const undo = useMutation({
    mutationFn: () => undoCorrection(correction),
    onSuccess: async (undone) => {
      onUndone(undone);
      await queries.invalidateQueries();
    },
  });
  const said = ask.data?.text ?? now?.text;
  return (
    <div className="stack">
      <p ref={head} tabIndex={-1} className="correct-head">
        <strong>{t(ROUTE_WORDS[route].name)}.</strong> {t(ROUTE_WORDS[route].when)}{' '}
        <span className="quiet small">
          {actorName(author)}, {formatTime(createdAt)}
        </span>
      </p>
      <dl className="correct-given">
        <dt>{t('Asked')}</dt>
        <dd className="preserve">{question}</dd>
        <dt>{t('It should say')}</dt>
        <dd className="preserve">{after}</dd>
      </dl>
      <MadeList correction={correction} onClose={onClose} />
      <section className="stack" aria-live="polite">
        {ask.isPending && <p className="quiet small">{t('Answering…')}</p>}
        {said !== undefined && !ask.isPending && (
          <>
            <p className="row">
              {t('The bot says now:')}
              {now && !ask.data && (
                <span className="state" data-tone={now.holds ? 'good' : 'warn'}>
                  {now.holds ? t('It holds') : t('Not as you wrote')}
                </span>
              )}
            </p>
            <blockquote className="correct-passage preserve">{said}</blockquote>
            {now && !now.holds && !ask.data && route === 'fact' && (
              <p className="notice small">
                {t('If it must say just this, undo it and choose an approved answer instead.')}
              </p>
            )}
          </>
        )}
      </section>
      {(undo.isError || ask.isError) && <Problem error={undo.error ?? ask.error} />}
      <div className="dialog-actions">
        {may('documents:change') && may('bots:change') && (
          <Button
            variant="subtle"
            color="red"
            disabled={ask.isPending}
            loading={undo.isPending}
            onClick={() => undo.mutate()}
          >
            {t('Undo it')}
          </Button>
        )}
        <Button
          variant="default"
          disabled={undo.isPending}
          loading={ask.isPending}
          onClick={() => ask.mutate()}
        >
          {t('Ask again')}
        </Button>
        <Button onClick={onClose}>{t('Done')}</Button>
      </div>
    </div>
  );
}

type MadeProps = { correction: Correction; onClose?(): void };

/** Each thing that was made, with the way to it. */
export function MadeList({ correction: { botId, made, question }, onClose = () => undefined }: MadeProps) {
  const params = { botId };
  return (
    <ul className="small">
      {made.documentId !== undefined && (
        <li>
          <Link
            to="/$botId/knowledge/$documentId"
            params={{ botId, documentId: made.documentId }}
            onClick={onClose}
          >
            {t('The passage in “Corrections”')}
          </Link>
        </li>
      )}
      {made.withheldFrom !== undefined && <li>{t('The passage that said otherwise is out of use.')}</li>}
      {made.approvedAnswerId !== undefined && (
        <li>
          <Link to="/$botId/approved" params={params} search={{ find: question }} onClick={onClose}>
            {t('The approved answer')}
          </Link>
        </li>
      )}
      {made.lessonId !== undefined && (
        <li>
          <Link to="/$botId/lessons/$lessonId" params={{ botId, lessonId: made.lessonId }} onClick={onClose}>
            {t('The lesson')}
          </Link>
        </li>
      )}
      {made.pairId !== undefined && (
        <li>
          <Link to="/$botId/lessons/better" params={params} search={{ pair: made.pairId }} onClick={onClose}>
            {t('Both answers side by side, for teaching')}
          </Link>
        </li>
      )}
      {made.noPair !== undefined && (
        <li>{t('No comparison of the two answers: {reason}', { reason: inWords(made.noPair) })}</li>
      )}
      {made.testId !== undefined && (
        <li>
          <Link to="/$botId/tests" params={params} search={{ test: made.testId }} onClick={onClose}>
            {t('The test that guards it')}
          </Link>
        </li>
      )}
    </ul>
  );
}
