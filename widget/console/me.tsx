import { queryOptions } from '@tanstack/react-query';
import { createContext, use } from 'react';
import type { Right } from '../../server/access/index.ts';
import type { Me } from '../../server/contract/index.ts';
import { api, unwrap } from './api.ts';

/** Who uses this console; `key` tells one sign-in from the next. */
export const meQuery = (key: string | undefined) =>
  queryOptions({
    queryKey: ['me', key],
    queryFn: ({ signal }) => unwrap<Me>(api.me.$get(undefined, { init: { signal } })),
    staleTime: 60_000,
    // Asked again while somebody types a password, it would take the form away from under their hands.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

const MeContext = createContext<Me | undefined>(undefined);
export const MeProvider = MeContext.Provider;

export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('No page stands outside of MeProvider.');
  return me;
}

/** Whether to show what takes this right. The server decides anew each time; this only spares people a refusal. */
export function useMay(): (right: Right) => boolean {
  const { rights } = useMe();
  return (right) => rights.includes(right);
}
