import { TextInput } from '@mantine/core';
import { Icon } from './Icon.tsx';

type Props = { label: string; value: string; maxLength?: number; onFind(find: string): void };

/** What a list is searched by. */
export function FindField({ onFind, ...input }: Props) {
  return (
    <TextInput
      {...input}
      type="search"
      leftSection={<Icon name="search" size={16} />}
      onChange={(event) => onFind(event.currentTarget.value)}
    />
  );
}
