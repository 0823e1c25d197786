import { Button, TextInput } from '@mantine/core';
import { t } from '../../i18n/t.ts';
import { colorOf } from './look-draft.ts';

/** The widget's own accent, for the swatch while there is no colour. */
const FOYER_GREEN = '#1d5c45';

type Props = { value: string; onChange(value: string): void };

/** A colour to be typed, or picked on the browser's own palette. */
export function ColorField({ value, onChange }: Props) {
  const color = colorOf(value);
  const palette = (
    <input
      type="color"
      aria-label={t('Pick the brand colour')}
      value={color || FOYER_GREEN}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  return (
    <div className="color-field">
      <TextInput
        label={t('Brand colour')}
        description={t('Of the button, the header and the visitor’s own words. Left empty, Foyer’s green.')}
        placeholder={FOYER_GREEN}
        maxLength={9}
        spellCheck={false}
        autoComplete="off"
        leftSection={palette}
        leftSectionWidth="3.25rem"
        leftSectionPointerEvents="all"
        value={value}
        error={color === undefined && t('Write a colour as # and six letters a to f or digits.')}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {value !== '' && (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange('')}>
          {t('Use Foyer’s green')}
        </Button>
      )}
    </div>
  );
}
