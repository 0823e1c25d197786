import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';

const TYPING_MS = 300;

export function SearchField({ value, onChange }: { value: string; onChange(next: string): void }) {
  const [text, setText] = useState(value);
  const findSoon = useDebouncedCallback(onChange, TYPING_MS);
  return (
    <search>
      <TextInput
        label={t('Search all conversations')}
        type="search"
        value={text}
        maxLength={200}
        onChange={(event) => {
          setText(event.currentTarget.value);
          findSoon(event.currentTarget.value.trim());
        }}
      />
    </search>
  );
}
