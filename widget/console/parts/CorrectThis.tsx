import { lazy, Suspense, useState } from 'react';
import type { AnswerKind } from '../../../server/contract/index.ts';
import { t } from '../i18n/t.ts';
import { useMay } from '../me.tsx';
import type { Correction } from '../queries/corrections.ts';
import './reply.css';

const CorrectDialog = lazy(async () => ({
  default: (await import('./correct/CorrectDialog.tsx')).CorrectDialog,
}));

/** One answer of the bot. */
export type GivenAnswer = {
  /** Of its turn, or of its message. */
  answerId: string;
  question: string;
  text: string;
  kind: AnswerKind | undefined;
};

type Props = {
  botId: string;
  answer: GivenAnswer;
  /** What was made of this answer before, if it still holds. */
  earlier?: Correction | undefined;
  onChange?(correction: Correction): void;
};

/** "Correct this" on an answer: what it should have said becomes a fact, an approved answer or a lesson, and a test. */
export function CorrectThis({ botId, answer, earlier, onChange }: Props) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  const [applied, setApplied] = useState<Correction>();
  if (!may('lessons:change') || !may('tests:change')) return null;
  const latest = applied ?? earlier;
  const correction = latest?.state === 'applied' ? latest : undefined;
  return (
    <>
      <button type="button" className="reply-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {correction ? t('Corrected: see it, or undo it') : t('Correct this')}
      </button>
      {open && (
        <Suspense>
          <CorrectDialog
            botId={botId}
            answer={answer}
            correction={correction}
            onChange={(changed) => {
              setApplied(changed);
              onChange?.(changed);
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
