import { NativeSelect } from '@mantine/core';
import { t } from '../../i18n/t.ts';

type Props = {
  state: string;
  /** Each with what it is called. */
  states: Readonly<Record<string, string>>;
  onChange: (state: string) => void;
};

/** Which of what is listed: open, done with, or all. */
export function StateFilter({ state, states, onChange }: Props) {
  return (
    <div className="filters">
      <NativeSelect
        label={t('State')}
        value={state}
        data={Object.entries(states).map(([value, label]) => ({ value, label: t(label) }))}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
