import { NativeSelect, TextInput } from '@mantine/core';
import { t } from '../../i18n/t.ts';

const DAY_MS = 86_400_000;
const LENGTHS = [7, 28, 90, 365];

type Props = {
  from: string;
  to: string;
  /** Whose today is meant. */
  timeZone: string;
  onChange(range: { from: string; to: string }): void;
};

/** So many days up to today, or any two days. */
export function RangeFilter({ from, to, timeZone, onChange }: Props) {
  const today = todayIn(timeZone);
  const length = 1 + (Date.parse(to) - Date.parse(from)) / DAY_MS;
  const chosen = to === today && LENGTHS.includes(length) ? String(length) : '';
  return (
    <search className="insight-filters">
      <NativeSelect
        label={t('Time')}
        value={chosen}
        data={[
          ...LENGTHS.map((days) => ({
            value: String(days),
            label: t('Last {count, plural, one {# day} other {# days}}', { count: days }),
          })),
          { value: '', label: t('From – until') },
        ]}
        onChange={(event) => {
          const days = Number(event.currentTarget.value);
          if (days > 0) onChange({ from: nameOf(Date.parse(today) - (days - 1) * DAY_MS), to: today });
        }}
      />
      <TextInput
        label={t('From')}
        type="date"
        value={from}
        max={to}
        onChange={(event) => event.currentTarget.value && onChange({ from: event.currentTarget.value, to })}
      />
      <TextInput
        label={t('Until')}
        type="date"
        value={to}
        min={from}
        onChange={(event) => event.currentTarget.value && onChange({ from, to: event.currentTarget.value })}
      />
    </search>
  );
}

function nameOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function todayIn(timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(format.formatToParts(Date.now()).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}
