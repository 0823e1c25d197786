import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../api.ts';
import { t } from '../i18n/t.ts';

const SHOWN_CHARACTERS = 6;

const staffNamesQuery = () =>
  queryOptions({
    queryKey: ['staff-names'],
    queryFn: async ({ signal }) =>
      (await unwrap(api.me['staff-names'].$get(undefined, { init: { signal } }))).names,
    staleTime: 60_000,
  });

/** Who did something, for people: staff by name, machines by what they are. */
export function useActorName(): (actor: string) => string {
  const { data } = useQuery(staffNamesQuery());
  return (actor) => {
    if (actor.startsWith('key:')) return t('key …{end}', { end: actor.slice(-SHOWN_CHARACTERS) });
    if (actor.startsWith('system:')) return 'Foyer';
    if (!actor.startsWith('user:')) return actor;
    return data?.find(({ id }) => id === actor)?.name ?? (data ? t('somebody who has left') : '…');
  };
}
