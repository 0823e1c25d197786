import { parseJson } from '../base/index.ts';
import { type Audience, audienceSchema, type VisitorReader } from '../contract/index.ts';

/** For whom is searched: a visitor, or the staff, who may read everything. Nobody named means a visitor nobody knows. */
export type Reader = VisitorReader | 'staff';

/** How a column keeps that everybody may be told; also what a new row has. */
export const FOR_EVERYONE = 'everyone';

export function storedAudience(audience: Audience): string {
  return audience.kind === 'groups' ? JSON.stringify([...new Set(audience.groups)].sort()) : audience.kind;
}

/** What cannot be read any more nobody is told: no token names this group. */
const NOBODY: Audience = { kind: 'groups', groups: ['?'] };

export function audienceOf(stored: string): Audience {
  const groups = stored.startsWith('[') ? parseJson(stored) : undefined;
  const found = audienceSchema.safeParse(
    groups === undefined ? { kind: stored } : { kind: 'groups', groups },
  );
  return found.success ? found.data : NOBODY;
}

/** The one place that decides who may be told what a document says. */
export function mayRead(stored: string, reader?: Reader): boolean {
  if (reader === 'staff') return true;
  const audience = audienceOf(stored);
  if (audience.kind === 'everyone') return true;
  if (reader === undefined || !reader.signedIn) return false;
  return audience.kind === 'signed-in' || audience.groups.some((group) => reader.groups.includes(group));
}
