import { Slider } from '@mantine/core';
import { useId } from 'react';
import { t } from '../../i18n/t.ts';
import { formatScore } from '../../parts/format.ts';

type Props = { value: number; onChange(value: number): void };

/** How sure the bot must be. In steps of a hundredth, as the scores are shown. */
export function Threshold({ value, onChange }: Props) {
  const id = useId();
  return (
    <div className="threshold">
      <p id={id}>
        {t('Answer threshold')}: <strong>{formatScore(value)}</strong>
      </p>
      <p className="quiet small">
        {t(
          'The bot answers when its score for a question is at least this. Higher: fewer wrong answers, more “I cannot answer that”. “Why this answer?” shows the score of each question.',
        )}
      </p>
      <Slider
        min={0}
        max={1}
        step={0.01}
        value={value}
        label={formatScore}
        thumbLabel={t('Answer threshold')}
        onChange={onChange}
      />
    </div>
  );
}
