import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { formatLocale, t } from '../../i18n/t.ts';
import { DAYS, type HandoffDraft, type Holiday, withHours } from './handoff-draft.ts';
import { SpanFields } from './SpanFields.tsx';

type Props = { draft: HandoffDraft; onChange(change: Partial<HandoffDraft>): void };

/** A Monday. */
const FIRST_DAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

function dayName(index: number): string {
  const format = new Intl.DateTimeFormat(formatLocale(), { weekday: 'long', timeZone: 'UTC' });
  return format.format(FIRST_DAY + index * DAY_MS);
}

/** When people can be reached, and which days differ. */
export function HoursFields({ draft, onChange }: Props) {
  return (
    <>
      <fieldset>
        <legend>{t('Hours')}</legend>
        <div className="stack">
          <Switch
            label={t('People can always be reached')}
            checked={draft.always}
            onChange={(event) => onChange(event.currentTarget.checked ? { always: true } : withHours(draft))}
          />
          <NativeSelect
            label={t('Time zone')}
            value={draft.timeZone}
            data={zonesWith(draft.timeZone)}
            onChange={(event) => onChange({ timeZone: event.currentTarget.value })}
          />
          {!draft.always && (
            <ul className="plain week">
              {DAYS.map((day, index) => (
                <li key={day}>
                  <strong className="small">{dayName(index)}</strong>
                  <SpanFields
                    of={dayName(index)}
                    spans={draft.week[day]}
                    onChange={(spans) => onChange({ week: { ...draft.week, [day]: spans } })}
                  />
                </li>
              ))}
            </ul>
          )}
        </div>
      </fieldset>
      <Holidays holidays={draft.holidays} onChange={(holidays) => onChange({ holidays })} />
    </>
  );
}

function zonesWith(chosen: string): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])];
}

type HolidayProps = { holidays: readonly Holiday[]; onChange(holidays: Holiday[]): void };

function Holidays({ holidays, onChange }: HolidayProps) {
  const change = (key: number, next: Partial<Holiday>) =>
    onChange(holidays.map((day) => (day.key === key ? { ...day, ...next } : day)));
  const nextKey = Math.max(-1, ...holidays.map(({ key }) => key)) + 1;
  return (
    <fieldset>
      <legend>{t('Holidays and other days that differ')}</legend>
      <div className="stack">
        <p className="quiet small">{t('Closed, unless you add hours.')}</p>
        {holidays.map((day) => (
          <div key={day.key} className="holiday">
            <TextInput
              type="date"
              label={t('Date')}
              required
              withAsterisk={false}
              value={day.date}
              onChange={(event) => change(day.key, { date: event.currentTarget.value })}
            />
            <TextInput
              label={t('Name')}
              maxLength={80}
              value={day.name}
              onChange={(event) => change(day.key, { name: event.currentTarget.value })}
            />
            <SpanFields
              of={day.name || day.date || t('the new day')}
              spans={day.spans}
              onChange={(spans) => change(day.key, { spans })}
            />
            <Button
              variant="subtle"
              color="red"
              size="xs"
              aria-label={t('Remove {name}', { name: day.name || day.date })}
              onClick={() => onChange(holidays.filter(({ key }) => key !== day.key))}
            >
              {t('Remove')}
            </Button>
          </div>
        ))}
        <Button
          variant="default"
          size="sm"
          onClick={() => onChange([...holidays, { key: nextKey, date: '', name: '', spans: [] }])}
        >
          {t('Add a day')}
        </Button>
      </div>
    </fieldset>
  );
}
