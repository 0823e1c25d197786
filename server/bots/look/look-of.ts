import type { Bot } from '../bot.ts';
import { accentTones, inkContrast, NEEDED_CONTRAST, type Scheme } from './accent-tones.ts';
import { lookCss } from './look-css.ts';
import type { LookSettings } from './look-settings.ts';

/** What a widget is told: rules for its shadow root, the words on its launcher, whether it sounds. */
export type Look = { css: string; label: string; sound: boolean };

/** `nearest`: the colour itself where its words can be read. */
export type AccentContrast = { ratio: number; needed: number; passes: boolean; nearest: string };

export function lookOf(botId: Bot['id'], look: LookSettings): Look {
  return { css: lookCss(botId, look), label: look.label.trim(), sound: look.sound };
}

/** How well words in the brand colour are read where the chat is light, or always dark; null without a brand colour. */
export function accentContrast({ accent, colorScheme }: LookSettings): AccentContrast | null {
  if (accent === '') return null;
  const scheme: Scheme = colorScheme === 'dark' ? 'dark' : 'light';
  const ratio = inkContrast(accent, scheme);
  return {
    ratio,
    needed: NEEDED_CONTRAST,
    passes: ratio >= NEEDED_CONTRAST,
    nearest: accentTones(accent).ink[scheme],
  };
}
