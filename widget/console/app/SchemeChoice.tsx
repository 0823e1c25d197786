import { NativeSelect, useMantineColorScheme } from '@mantine/core';
import { t } from '../i18n/t.ts';

type Scheme = 'auto' | 'light' | 'dark';

/** Kept in this browser, by Mantine. Automatic: as the device is set. Transitions stay: holding them back writes HTML, which the page's policy forbids. */
export function SchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <NativeSelect
      aria-label={t('Look of this console')}
      size="sm"
      value={colorScheme}
      data={[
        { value: 'auto', label: t('Auto') },
        { value: 'light', label: t('Light') },
        { value: 'dark', label: t('Dark') },
      ]}
      onChange={(event) => setColorScheme(event.currentTarget.value as Scheme)}
    />
  );
}
