import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api.ts';
import { refuseKey } from '../session.ts';

/** A key or session that no longer opens anything leads back to the sign-in page, from wherever that is found out. */
function leaveWhenRefused(error: unknown, isMe: boolean): void {
  if (!(error instanceof ApiError) || error.code !== 'unauthenticated') return;
  refuseKey();
  if (!isMe) void queryClient.resetQueries({ queryKey: ['me'] });
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => leaveWhenRefused(error, queryKey[0] === 'me'),
  }),
  mutationCache: new MutationCache({
    onError: (error, _input, _result, { meta }) => {
      if (!meta?.['entering']) leaveWhenRefused(error, false);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && !error.retryable),
    },
    mutations: { retry: false },
  },
});
