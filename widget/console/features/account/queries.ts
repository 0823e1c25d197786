import { queryOptions } from '@tanstack/react-query';
import type { ProfileBody, SessionList } from '../../../../server/contract/index.ts';
import { accountApi, succeed, unwrap } from '../../api.ts';

const factor = accountApi['second-factor'];

export const profileQuery = () =>
  queryOptions({
    queryKey: ['profile'],
    queryFn: ({ signal }) => unwrap<ProfileBody>(accountApi.$get(undefined, { init: { signal } })),
  });

export const sessionsQuery = () =>
  queryOptions({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => unwrap<SessionList>(accountApi.sessions.$get(undefined, { init: { signal } })),
  });

export const changeName = (name: string): Promise<ProfileBody> =>
  unwrap(accountApi.$patch({ json: { name } }));

export async function changePassword(json: { current: string; next: string }): Promise<void> {
  await succeed(accountApi.password.$post({ json }));
}

export async function endOtherSessions(): Promise<void> {
  await succeed(accountApi.sessions['end-others'].$post());
}

export const startSecondFactor = (password: string) => unwrap(factor.start.$post({ json: { password } }));

export async function confirmSecondFactor(code: string): Promise<void> {
  await succeed(factor.confirm.$post({ json: { code } }));
}

export async function stopSecondFactor(password: string): Promise<void> {
  await succeed(factor.stop.$post({ json: { password } }));
}
