import { useMutation, useQueryClient } from '@tanstack/react-query';
import { accountApi, succeed, unwrap } from '../../api.ts';
import { openLink } from '../../session.ts';

/** A step of signing in. `second-factor` leaves the page open for a code; else the console opens. */
export function useEntry<Input>(step: (input: Input) => Promise<{ outcome: string }>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: step,
    // Whose password is wrong is not signed out by it.
    meta: { entering: true },
    onSuccess: async ({ outcome }) => {
      if (outcome !== 'signed-in') return;
      openLink(undefined);
      await queries.resetQueries({ queryKey: ['me'] });
    },
  });
}

export const signInWithPassword = (json: { email: string; password: string }) =>
  unwrap(accountApi['sign-in'].$post({ json }));

export const signInWithCode = (json: { code: string; kind: 'app' | 'backup'; trustDevice: boolean }) =>
  unwrap(accountApi['sign-in'].code.$post({ json }));

/** Leaves for the organisation's own sign-in, which sends the browser back. */
export async function leaveForProvider(): Promise<void> {
  const { url } = await unwrap(accountApi['sign-in'].provider.$post());
  location.assign(url);
}

export const signInOptions = () => unwrap(accountApi.options.$get());

export const lookUpInvitation = (token: string) => unwrap(accountApi.invitation.$post({ json: { token } }));

export const acceptInvitation = (json: { token: string; name: string; password: string; email?: string }) =>
  unwrap(accountApi.invitation.accept.$post({ json }));

export async function askForReset(email: string): Promise<void> {
  await succeed(accountApi.password.forgot.$post({ json: { email } }));
}

export async function resetPassword(json: { token: string; password: string }): Promise<void> {
  await succeed(accountApi.password.reset.$post({ json }));
}
