import { accentTones } from './accent-tones.ts';
import type { LookSettings } from './look-settings.ts';

/**
 * The look as rules for the widget's shadow root, where they stand before its own: what the page writes (attributes, `--foyer-*`,
 * parts) wins over them. Nothing a person typed is in them but a colour that was checked.
 */
export function lookCss(botId: string, { accent, position, colorScheme, label }: LookSettings): string {
  const host = `:host([bot="${botId}"])`;
  const declarations = [
    ...accentOf(accent),
    ...(position === 'start' ? ['--_at:var(--foyer-offset-inline,1.25em) auto'] : []),
    ...(colorScheme === 'auto' ? [] : [`color-scheme:${colorScheme}!important`]),
  ];
  return [
    ...(declarations.length > 0 ? [`${host}{${declarations.join(';')}}`] : []),
    ...(label === '' ? [] : wordsOnLauncher(host)),
  ].join('');
}

function accentOf(accent: string): string[] {
  if (accent === '') return [];
  const { on, ink } = accentTones(accent);
  return [`--_brand:${accent}`, `--_on-brand:${on}`, `--_brand-ink:light-dark(${ink.light},${ink.dark})`];
}

/** What is shown is the name of the button, so that both are always the same. */
function wordsOnLauncher(host: string): string[] {
  const closed = `${host} .launcher[aria-expanded="false"]`;
  return [
    `${closed}{inline-size:auto;max-inline-size:calc(100vw - 2.5em);padding-inline:1.1em 1.35em;border-radius:1.75em;` +
      'grid-auto-flow:column;gap:.6em}',
    `${closed}::after{content:attr(aria-label);font:600 1em/1.2 system-ui,sans-serif;text-align:start}`,
  ];
}
