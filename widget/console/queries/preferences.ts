import { infiniteQueryOptions } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, succeed, unwrap } from '../api.ts';

const preferences = api.bots[':botId'].preferences;
const preference = preferences[':pairId'];

/** A better and a poorer answer to the same question. */
export type Preference = InferResponseType<typeof preferences.$get, 200>['pairs'][number];
export type PreferenceState = Preference['state'];
type PreferenceFilter = { state?: PreferenceState; text?: string; pairId?: string };
type Named = Pick<Preference, 'botId' | 'id' | 'version'>;

export const preferencesKey = (botId: string) => ['preferences', botId] as const;

export const preferencesQuery = (botId: string, filter: PreferenceFilter) =>
  infiniteQueryOptions({
    queryKey: [...preferencesKey(botId), filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, ...(pageParam === undefined ? {} : { before: String(pageParam) }) };
      return unwrap(preferences.$get({ param: { botId }, query }, { init: { signal } }));
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next,
  });

export async function approvePreference({ botId, id: pairId, version: expectedVersion }: Named) {
  await succeed(preference.approve.$post({ param: { botId, pairId }, json: { expectedVersion } }));
}

export async function retirePreference({ botId, id: pairId, version: expectedVersion }: Named) {
  await succeed(preference.retire.$post({ param: { botId, pairId }, json: { expectedVersion } }));
}

export async function deletePreference({ botId, id: pairId }: Named) {
  await succeed(preference.$delete({ param: { botId, pairId } }));
}
