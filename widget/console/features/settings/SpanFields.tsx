import { Button, TextInput } from '@mantine/core';
import { t } from '../../i18n/t.ts';
import { type Span, USUAL_SPAN } from './handoff-draft.ts';

type Props = {
  /** Of what the hours are, for screen readers: "Monday". */
  of: string;
  spans: readonly Span[];
  onChange(spans: Span[]): void;
};

/** The hours of one day, as many spans as it has; none is closed. */
export function SpanFields({ of, spans, onChange }: Props) {
  const change = (at: number, next: Partial<Span>) =>
    onChange(spans.map((span, index) => (index === at ? { ...span, ...next } : span)));
  return (
    <div className="spans">
      {spans.length === 0 && <span className="quiet small">{t('Closed')}</span>}
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name of their own, and all fields are controlled.
        <div key={index} className="row span">
          <TextInput
            type="time"
            size="xs"
            required
            aria-label={t('{day}, from', { day: of })}
            value={span.from}
            onChange={(event) => change(index, { from: event.currentTarget.value })}
          />
          –
          <TextInput
            type="time"
            size="xs"
            required
            aria-label={t('{day}, until', { day: of })}
            value={span.to}
            onChange={(event) => change(index, { to: event.currentTarget.value })}
          />
          <Button
            variant="subtle"
            size="xs"
            aria-label={t('Remove the hours {from} to {to} of {day}', { ...span, day: of })}
            onClick={() => onChange(spans.filter((_, other) => other !== index))}
          >
            {t('Remove')}
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        aria-label={t('Add hours to {day}', { day: of })}
        onClick={() => onChange([...spans, USUAL_SPAN])}
      >
        {t('Add hours')}
      </Button>
    </div>
  );
}
