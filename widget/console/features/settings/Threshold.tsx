import { Slider } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { t } from '../../i18n/t.ts';
import { formatScore } from '../../parts/format.ts';

type Props = { botId: string; value: number; onChange(value: number): void };

/** How sure the bot must be. In steps of a hundredth, as the scores are shown. */
export function Threshold({ botId, value, onChange }: Props) {
  const id = useId();
  return (
    <div className="threshold">
      <p id={id}>
        {t('Answer threshold')}: <strong>{formatScore(value)}</strong>
      </p>
      <p className="quiet small">
        {t(
          'The bot answers when its score for a question is at least this. Higher: fewer wrong answers, more “I cannot answer that”. “Why this answer?” shows the score of each question.',
        )}{' '}
        <Link to="/$botId/decision" params={{ botId }}>
          {t('See what it would do on your tests')}
        </Link>
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
