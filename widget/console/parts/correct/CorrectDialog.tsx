import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import {
  adviseOnCorrection,
  applyCorrection,
  type Corrected,
  type Correction,
  type NewCorrection,
} from '../../queries/corrections.ts';
import type { GivenAnswer } from '../CorrectThis.tsx';
import { ChooseRoute } from './ChooseRoute.tsx';
import { CorrectionOutcome } from './CorrectionOutcome.tsx';
import { WriteAnswer } from './WriteAnswer.tsx';
import { withoutNumbers } from './words.ts';
import './correct.css';

type Props = {
  botId: string;
  answer: GivenAnswer;
  /** The one that holds; the dialog then begins with what came of it. */
  correction: Correction | undefined;
  onChange(correction: Correction): void;
  onClose(): void;
};

/** From what the bot should have said to what came of it, in three steps. */
export function CorrectDialog({ botId, answer, correction, onChange, onClose }: Props) {
  const queries = useQueryClient();
  const [text, setText] = useState(() => beginOf(answer));
  const [step, setStep] = useState<'write' | 'choose' | 'outcome'>(correction ? 'outcome' : 'write');
  const [undone, setUndone] = useState(false);
  const [now, setNow] = useState<Corrected['now']>();
  const advise = useMutation({
    mutationFn: () => adviseOnCorrection(botId, { answerId: answer.answerId, answer: text.trim() }),
    onSuccess: () => setStep('choose'),
  });
  const apply = useMutation({
    mutationFn: (choice: Omit<NewCorrection, 'answerId' | 'answer'>) =>
      applyCorrection(botId, { answerId: answer.answerId, answer: text.trim(), ...choice }),
    onSuccess: async (corrected) => {
      setNow(corrected.now);
      setUndone(false);
      onChange(corrected.correction);
      setStep('outcome');
      await queries.invalidateQueries();
    },
  });
  return (
    <Modal opened onClose={onClose} size="lg" title={titleOf(step)}>
      {step === 'write' && (
        <WriteAnswer
          answer={answer}
          text={text}
          onText={setText}
          undone={undone}
          busy={advise.isPending}
          error={advise.error}
          onNext={() => advise.mutate()}
          onClose={onClose}
        />
      )}
      {step === 'choose' && advise.data && (
        <ChooseRoute
          advice={advise.data}
          question={answer.question}
          text={text.trim()}
          busy={apply.isPending}
          error={apply.error}
          onBack={() => {
            apply.reset();
            setStep('write');
          }}
          onApply={apply.mutate}
        />
      )}
      {step === 'outcome' && correction && (
        <CorrectionOutcome
          correction={correction}
          now={now}
          onUndone={(undone) => {
            onChange(undone);
            setNow(undefined);
            setUndone(true);
            setStep('write');
          }}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

/** A refusal is nothing to mend words of. */
function beginOf({ kind, text }: GivenAnswer): string {
  const isAnswer = kind === 'model' || kind === 'quote' || kind === 'approved';
  return isAnswer ? withoutNumbers(text) : '';
}

function titleOf(step: 'write' | 'choose' | 'outcome'): string {
  if (step === 'write') return t('Correct this answer');
  return step === 'choose' ? t('What will come of it') : t('What came of it');
}
