import { expect, test } from 'vitest';
import {
  draftOfHandoff,
  type HandoffSettings,
  handoffOf,
  hasNoHours,
  withHours,
} from '../../../widget/console/features/settings/handoff-draft.ts';

const settings: HandoffSettings = {
  live: true,
  files: true,
  hours: {
    timeZone: 'Europe/Berlin',
    weekly: [
      { day: 'monday', from: '09:00', to: '12:00' },
      { day: 'monday', from: '13:00', to: '24:00' },
      { day: 'sunday', from: '00:00', to: '06:30' },
    ],
    holidays: [
      { date: '2026-12-25', name: 'Christmas', spans: [] },
      { date: '2026-12-31', name: '', spans: [{ from: '09:00', to: '24:00' }] },
    ],
  },
  keywords: ['cancel my contract', 'lawyer'],
  refusals: 3,
  dislikes: 2,
  actions: { asked: 'request', keyword: 'offer', refused: 'off', disliked: 'offer', anger: 'request' },
  maxWaitMinutes: 5,
  personSilentMinutes: 10,
  visitorSilentMinutes: 30,
  email: 'team@example.org',
};

test('what the form shows and is saved unchanged is what was stored, midnight included', () => {
  expect(handoffOf(draftOfHandoff(settings))).toEqual(settings);
});

test('always and never are not taken for each other', () => {
  const draft = draftOfHandoff({ ...settings, hours: { ...settings.hours, weekly: [] } });
  expect(draft.always).toBe(true);
  expect(hasNoHours(draft)).toBe(false);
  expect(hasNoHours({ ...draft, always: false })).toBe(true);
  expect(handoffOf({ ...draftOfHandoff(settings), always: true }).hours.weekly).toEqual([]);
});

test('an address that was emptied is gone', () => {
  expect(handoffOf({ ...draftOfHandoff(settings), email: ' ' })).not.toHaveProperty('email');
});

test('hours that are set for the first time begin with a usual week; those that were set stay', () => {
  const always = draftOfHandoff({ ...settings, hours: { ...settings.hours, weekly: [] } });
  const begun = { ...always, ...withHours(always) };
  expect(hasNoHours(begun)).toBe(false);
  expect(begun.timeZone).toBe('Europe/Berlin');
  expect(handoffOf(begun).hours.weekly.map(({ day }) => day)).toEqual([
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
  ]);
  expect(withHours(draftOfHandoff(settings))).toEqual({ always: false });
});
