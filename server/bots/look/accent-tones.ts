import Color from 'colorjs.io';

/** WCAG 2.2, 1.4.3: words of any size. */
export const NEEDED_CONTRAST = 4.5;
/** What words in the accent stand on at worst: the soft surface of each scheme, `--_soft` in `widget/embed/chat.css`. */
const SOFT = { light: '#f1f5f3', dark: '#212927' } as const;
const STEPS = 24;
const MAX_KNOWN = 500;

export type Scheme = keyof typeof SOFT;
export type AccentTones = {
  /** Black or white, whichever is read better on the accent; one of them always has 4.5 to 1. */
  on: '#000' | '#fff';
  /** The accent itself where its words can be read, else the nearest shade of it that can. */
  ink: Record<Scheme, string>;
};

const known = new Map<string, AccentTones>();

/** What is written on a brand colour, and in it. `accent` is `#rrggbb`. */
export function accentTones(accent: string): AccentTones {
  const found = known.get(accent);
  if (found) return found;
  const on = contrast('#fff', accent) >= contrast('#000', accent) ? '#fff' : '#000';
  const tones = { on, ink: { light: readable(accent, 'light'), dark: readable(accent, 'dark') } } as const;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(accent, tones);
  return tones;
}

/** How well words in a colour are read in a scheme, 1 to 21. */
export function inkContrast(color: string, scheme: Scheme): number {
  return contrast(color, SOFT[scheme]);
}

/** Of the same hue, darker or lighter in OKLCH by as little as it takes. */
function readable(accent: string, scheme: Scheme): string {
  if (inkContrast(accent, scheme) >= NEEDED_CONTRAST) return accent.toLowerCase();
  const [lightness, ...rest] = new Color(accent).to('oklch').coords;
  const shade = (at: number) => hexOf(new Color('oklch', [at, ...rest]));
  let fails = lightness ?? 0;
  let passes = scheme === 'light' ? 0 : 1;
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (fails + passes) / 2;
    if (inkContrast(shade(middle), scheme) >= NEEDED_CONTRAST) passes = middle;
    else fails = middle;
  }
  return shade(passes);
}

/** The nearest colour that screens can show, always with six digits. */
function hexOf(color: Color): string {
  return color.to('srgb').toGamut({ space: 'srgb' }).toString({ format: 'hex', collapse: false });
}

function contrast(one: string, other: string): number {
  return new Color(one).contrastWCAG21(other);
}
