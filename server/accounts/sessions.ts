import { recordAudit } from '../audit/index.ts';
import { callAuth, headersOf } from './call-auth.ts';
import type { AccountsDeps, Caller } from './types.ts';

export type OwnSession = {
  id: string;
  current: boolean;
  userAgent: string | null;
  address: string | null;
  startedAt: number;
  lastSeenAt: number;
};

/** Where this person is signed in, the latest first. */
export async function listSessions(
  { auth }: Pick<AccountsDeps, 'auth'>,
  { caller }: { caller: Caller },
): Promise<OwnSession[]> {
  const headers = headersOf(caller);
  const { response: current } = await callAuth(auth.api.getSession({ headers, returnHeaders: true }));
  const { response: sessions } = await callAuth(auth.api.listSessions({ headers, returnHeaders: true }));
  return sessions
    .map((session) => ({
      id: session.id,
      current: session.id === current?.session.id,
      userAgent: session.userAgent ?? null,
      address: session.ipAddress || null,
      startedAt: session.createdAt.getTime(),
      lastSeenAt: session.updatedAt.getTime(),
    }))
    .sort((a, b) => b.lastSeenAt - a.lastSeenAt);
}

/** Signs this person out everywhere but here. */
export async function endOtherSessions(
  { auth, store, clock }: AccountsDeps,
  { caller, userId }: { caller: Caller; userId: string },
): Promise<void> {
  await callAuth(auth.api.revokeOtherSessions({ headers: headersOf(caller), returnHeaders: true }));
  const subject = `user:${userId}`;
  await recordAudit(store.db, { at: clock.now(), actor: subject, verb: 'endOtherSessions', subject });
}
