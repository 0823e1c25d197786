import { queryOptions } from '@tanstack/react-query';
import type { MadeLink, TeamBody, UserRoleName } from '../../../../server/contract/index.ts';
import { api, succeed, unwrap } from '../../api.ts';

const { team } = api;
const person = team[':userId'];

export type Person = TeamBody['people'][number];
export type PersonChange = { role?: UserRoleName; disabled?: boolean; secondFactor?: false };

export const teamQuery = () =>
  queryOptions({
    queryKey: ['team'],
    queryFn: ({ signal }) => unwrap<TeamBody>(team.$get(undefined, { init: { signal } })),
  });

export function invitePerson(json: { email: string; role: UserRoleName }): Promise<MadeLink> {
  return unwrap(team.invitations.$post({ json }));
}

export async function revokeInvitation(invitationId: string): Promise<void> {
  await succeed(team.invitations[':invitationId'].$delete({ param: { invitationId } }));
}

export function changePerson(userId: string, json: PersonChange): Promise<TeamBody> {
  return unwrap(person.$patch({ param: { userId }, json }));
}

export function makeResetLink(userId: string): Promise<MadeLink> {
  return unwrap(person['reset-link'].$post({ param: { userId } }));
}
