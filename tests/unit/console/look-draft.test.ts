import { expect, test } from 'vitest';
import { colorOf, lookOf } from '../../../widget/console/features/appearance/look-draft.ts';

test.each([
  ['', ''],
  ['  ', ''],
  ['7A1F3D', '#7a1f3d'],
  [' #7a1f3d ', '#7a1f3d'],
  ['#713', '#771133'],
  ['#7a1f3', undefined],
  ['red', undefined],
])('"%s" is read as %s', (typed, color) => {
  expect(colorOf(typed)).toBe(color);
});

test('a colour that is none cannot be saved; spaces around the label go', () => {
  const look = { position: 'end', colorScheme: 'auto', sound: false } as const;
  expect(lookOf({ ...look, accent: 'red', label: '' })).toBeUndefined();
  expect(lookOf({ ...look, accent: '713', label: ' Ask us ' })).toEqual({
    ...look,
    accent: '#771133',
    label: 'Ask us',
  });
});
