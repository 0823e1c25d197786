import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { type Version, versionsQuery } from '../../queries/versions.ts';

/** What answers visitors. */
export const SERVING = '';
const UNTUNED = 'untuned';

type Props = { botId: string; value: string; onChange(version: string): void };

/** By which version a question is tried: one that is not published yet can be heard before visitors hear it. */
export function AnsweredBy({ botId, value, onChange }: Props) {
  const versions = useQuery(versionsQuery(botId)).data ?? [];
  const usable = versions.filter(({ state }) => state !== 'retired');
  if (usable.length === 0) return null;
  return (
    <NativeSelect
      label={t('Answered by')}
      value={value}
      data={[
        { value: SERVING, label: t('what answers visitors now') },
        ...usable.map(choiceOf),
        { value: UNTUNED, label: t('the untaught model') },
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function choiceOf({ id, createdAt }: Version): { value: string; label: string } {
  return { value: id, label: t('the version taught {time}', { time: formatTime(createdAt) }) };
}
