import Color from 'colorjs.io';
import { expect, test } from 'vitest';
import { accentContrast, type LookSettings, lookOf, lookSettingsSchema } from '../../../server/bots/index.ts';
import { accentTones } from '../../../server/bots/look/accent-tones.ts';

const SURFACES = { light: ['#ffffff', '#f1f5f3'], dark: ['#151a18', '#212927'] } as const;
const BRANDS = ['#7a1f3d', '#ffeb3b', '#0a1a33', '#ffffff', '#000000', '#777777', '#ff0000', '#00c2ff'];

const look = (changes: Partial<LookSettings>): LookSettings => lookSettingsSchema.parse(changes);

test.each(BRANDS)('%s: what is written on it and in it can be read, light and dark', (accent) => {
  const { on, ink } = accentTones(accent);
  expect(new Color(on).contrastWCAG21(accent)).toBeGreaterThanOrEqual(4.5);
  for (const scheme of ['light', 'dark'] as const) {
    expect(ink[scheme]).toMatch(/^#[0-9a-f]{6}$/);
    for (const surface of SURFACES[scheme]) {
      expect(new Color(ink[scheme]).contrastWCAG21(surface), `${scheme} ${surface}`).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  }
});

test('a colour that can be read stays as it is; another one keeps its hue and changes no more than it must', () => {
  expect(accentTones('#7A1F3D').ink.light).toBe('#7a1f3d');
  const before = new Color('#ff0000').to('oklch');
  const after = new Color(accentTones('#ff0000').ink.light);
  expect(Math.abs((after.to('oklch').coords[2] ?? 0) - (before.coords[2] ?? 0))).toBeLessThan(8);
  expect(after.contrastWCAG21('#f1f5f3')).toBeLessThan(4.6);
});

test('the contrast told is that of the scheme the chat is shown in, and the nearest colour passes when taken', () => {
  expect(accentContrast(look({}))).toBeNull();
  const pale = accentContrast(look({ accent: '#ffeb3b' }));
  expect(pale).toMatchObject({ passes: false, needed: 4.5 });
  expect(pale?.ratio).toBeCloseTo(1.11, 2);
  expect(accentContrast(look({ accent: pale?.nearest ?? '' }))).toMatchObject({
    passes: true,
    nearest: pale?.nearest,
  });
  expect(accentContrast(look({ accent: '#ffeb3b', colorScheme: 'dark' }))?.passes).toBe(true);
  expect(accentContrast(look({ accent: '#7a1f3d', colorScheme: 'dark' }))?.passes).toBe(false);
});

test('without a look there are no rules, and no rule reaches another bot', () => {
  expect(lookOf('shop', look({}))).toEqual({ css: '', label: '', sound: false });
  const { css } = lookOf(
    'shop',
    look({ accent: '#7a1f3d', position: 'start', colorScheme: 'dark', label: 'x' }),
  );
  for (const rule of css.split('}').filter(Boolean)) expect(rule).toMatch(/^:host\(\[bot="shop"\]\)/);
});

test.each(['red', '#fff', '#12345g', '#123456;color:red', 'url(x)'])('%s is no brand colour', (accent) => {
  expect(lookSettingsSchema.safeParse({ accent }).success).toBe(false);
});
