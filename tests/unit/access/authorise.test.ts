import { expect, test } from 'vitest';
import {
  type Actor,
  authorise,
  isAllowed,
  RIGHTS,
  ROLE_RIGHTS,
  ROLES,
} from '../../../server/access/index.ts';

const actor = (role: Actor['role'], botId: string | null = null): Actor => ({
  id: 'key:k',
  name: 'k',
  role,
  botId,
});

test.each(ROLES.flatMap((role) => RIGHTS.map((right) => [role, right] as const)))('%s, %s', (role, right) => {
  const expected = ROLE_RIGHTS[role].includes(right);
  expect(isAllowed(actor(role), right, { botId: 'a' })).toBe(expected);
  expect(isAllowed(actor(role), right)).toBe(expected);
  expect(isAllowed(actor(role, 'a'), right, { botId: 'b' })).toBe(false);
  expect(isAllowed(actor(role, 'a'), right)).toBe(false);
});

test('a key bound to a bot has its role’s rights there, but none over the house', () => {
  expect(isAllowed(actor('admin', 'a'), 'documents:change', { botId: 'a' })).toBe(true);
  expect(isAllowed(actor('admin', 'a'), 'keys:manage', { botId: 'a' })).toBe(false);
  expect(isAllowed(actor('admin', 'a'), 'audit:read', { botId: 'a' })).toBe(false);
});

test('a reader changes nothing', () => {
  const changing = RIGHTS.filter((right) => !right.endsWith(':read'));
  expect(changing.filter((right) => isAllowed(actor('reader'), right))).toEqual([]);
});

test('an unknown role has no rights', () => {
  const nobody = JSON.parse('{"id":"x","role":"king","botId":null}') as Actor;
  expect(RIGHTS.filter((right) => isAllowed(nobody, right))).toEqual([]);
});

test('refusing says which right is missing', () => {
  expect(() => authorise(actor('reader'), 'keys:manage')).toThrow(/keys:manage/);
});
