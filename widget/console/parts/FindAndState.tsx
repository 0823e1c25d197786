import { NativeSelect } from '@mantine/core';
import { t } from '../i18n/t.ts';
import { FindField } from './FindField.tsx';
import { LESSON_STATE_LABEL } from './LessonState.tsx';

type Chosen = { find?: string; state?: string };
type Props = {
  label: string;
  chosen: Chosen;
  /** How many there are, in words. */
  count: string;
  onChange(change: Chosen): void;
};

/** Which of what the bot is taught is shown: by words and by state. */
export function FindAndState({ label, chosen: { find = '', state = '' }, count, onChange }: Props) {
  return (
    <div className="filters">
      <FindField label={label} value={find} maxLength={200} onFind={(text) => onChange({ find: text })} />
      <NativeSelect
        label={t('State')}
        value={state}
        data={[
          { value: '', label: t('All') },
          ...Object.entries(LESSON_STATE_LABEL).map(([value, name]) => ({ value, label: t(name) })),
        ]}
        onChange={(event) => onChange({ state: event.currentTarget.value })}
      />
      <p className="quiet small row-end" role="status">
        {count}
      </p>
    </div>
  );
}
