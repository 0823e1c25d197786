import { expect, test } from 'vitest';
import { botSettingsSchema } from '../../../server/bots/index.ts';
import { isOpen, nextOpening } from '../../../server/handoff/index.ts';

const at = (iso: string) => Date.parse(iso);
type HoursInput = unknown;

function hoursOf(hours: HoursInput) {
  const words = { organisation: 'Shop', greeting: 'Hi', refusal: 'No', handoffMessage: 'Yes' };
  return botSettingsSchema.parse({ ...words, handoff: { hours } }).handoff.hours;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const berlin = hoursOf({
  timeZone: 'Europe/Berlin',
  weekly: weekdays.map((day) => ({ day, from: '09:00', to: '17:00' })),
  holidays: [
    { date: '2026-12-25', name: 'Christmas' },
    { date: '2026-12-24', spans: [{ from: '09:00', to: '12:00' }] },
  ],
});

test('without hours people can always be reached', () => {
  expect(isOpen(hoursOf(undefined), at('2026-11-29T03:00:00Z'))).toBe(true);
});

test.each([
  ['2026-11-30T07:59:59Z', false],
  ['2026-11-30T08:00:00Z', true],
  ['2026-11-30T15:59:59Z', true],
  ['2026-11-30T16:00:00Z', false],
  ['2026-07-01T07:00:00Z', true],
  ['2026-07-01T06:59:00Z', false],
  ['2026-11-29T10:00:00Z', false],
])('nine to five in Berlin, winter and summer: %s is %s', (moment, open) => {
  expect(isOpen(berlin, at(moment))).toBe(open);
});

test.each([
  ['2026-12-24T10:59:00Z', true],
  ['2026-12-24T11:00:00Z', false],
  ['2026-12-25T10:00:00Z', false],
])('holidays are closed, or open for a part: %s is %s', (moment, open) => {
  expect(isOpen(berlin, at(moment))).toBe(open);
});

test.each([
  ['2026-11-30T05:00:00Z', '2026-11-30T08:00:00Z'],
  ['2026-11-27T17:00:00Z', '2026-11-30T08:00:00Z'],
  ['2026-12-24T12:00:00Z', '2026-12-28T08:00:00Z'],
  ['2026-03-27T17:00:00Z', '2026-03-30T07:00:00Z'],
])('after %s people are back at %s', (moment, back) => {
  expect(new Date(nextOpening(berlin, at(moment)) ?? 0).toISOString()).toBe(new Date(back).toISOString());
});

test('a day of the place begins when it begins there, not in London', () => {
  const auckland = hoursOf({
    timeZone: 'Pacific/Auckland',
    weekly: [{ day: 'monday', from: '00:00', to: '24:00' }],
  });
  expect(isOpen(auckland, at('2026-11-29T11:00:00Z'))).toBe(true);
  expect(isOpen(auckland, at('2026-11-29T10:59:59Z'))).toBe(false);
  expect(isOpen(auckland, at('2026-11-30T11:00:00Z'))).toBe(false);
});

test('a wall time that the clocks skip opens when they have gone on', () => {
  const early = hoursOf({
    timeZone: 'Europe/Berlin',
    weekly: [{ day: 'sunday', from: '02:30', to: '04:00' }],
  });
  expect(isOpen(early, at('2026-03-29T01:29:59Z'))).toBe(false);
  expect(isOpen(early, at('2026-03-29T01:30:00Z'))).toBe(true);
  expect(isOpen(early, at('2026-03-29T02:00:00Z'))).toBe(false);
});

test('who is never open again is not said to be back', () => {
  const closed = hoursOf({ weekly: [{ day: 'monday', from: '09:00', to: '10:00' }], holidays: [] });
  const always = { ...closed, weekly: [], holidays: days('2026-11-30', 40) };
  expect(nextOpening(always, at('2026-11-30T12:00:00Z'))).toBeUndefined();
});

test.each([
  [{ timeZone: 'Mars/Olympus' }, 'time zone'],
  [{ weekly: [{ day: 'monday', from: '22:00', to: '06:00' }] }, 'midnight'],
  [{ weekly: [{ day: 'monday', from: '9', to: '10:00' }] }, 'such as 09:00'],
  [{ holidays: [{ date: '25.12.2026' }] }, 'a date such as 2026-12-31'],
])('wrong hours are refused with a remedy: %j', (hours, remedy) => {
  expect(() => hoursOf(hours)).toThrow(remedy);
});

function days(first: string, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    date: new Date(at(`${first}T00:00:00Z`) + index * 86_400_000).toISOString().slice(0, 10),
    name: '',
    spans: [],
  }));
}
