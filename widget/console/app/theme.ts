import {
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
  type ModalProps,
} from '@mantine/core';
import { t } from '../i18n/t.ts';

/** The same values stand in `theme.css`: a strict CSP forbids the style tag that Mantine would make of them. */
const foyer: MantineColorsTuple = [
  '#eef6f2',
  '#dcebe4',
  '#b8d8ca',
  '#8fc3ad',
  '#69ae92',
  '#4a9a79',
  '#338663',
  '#236f52',
  '#1d5c45',
  '#12402f',
];

/** In the language of the moment. */
export function makeTheme(): MantineThemeOverride {
  return createTheme({
    colors: { foyer },
    primaryColor: 'foyer',
    primaryShade: 8,
    defaultRadius: 'md',
    fontFamily: 'system-ui, sans-serif',
    headings: { fontFamily: 'system-ui, sans-serif', fontWeight: '650' },
    cursorType: 'pointer',
    respectReducedMotion: true,
    // Not by `Modal.extend`: dialogs would have to be loaded before the first page.
    components: {
      Modal: { defaultProps: modalDefaults() },
      PasswordInput: {
        defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('Show or hide the password') } },
      },
    },
  });
}

function modalDefaults(): Partial<ModalProps> {
  return {
    // Locking the page's scroll bar would take a style tag, which the CSP forbids.
    lockScroll: false,
    transitionProps: { duration: 0 },
    closeButtonProps: { 'aria-label': t('Close') },
    // A second `header` outside the page would be a second banner to a screen reader.
    attributes: { header: { role: 'presentation' } },
  };
}
