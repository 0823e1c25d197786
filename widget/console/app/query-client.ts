import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api.ts';
import { signOut } from '../session.ts';

/** A key that no longer opens anything leads back to the sign-in page, from wherever that is found out. */
function leaveWhenRefused(error: unknown): void {
  if (error instanceof ApiError && error.code === 'unauthenticated') signOut();
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenRefused }),
  mutationCache: new MutationCache({ onError: leaveWhenRefused }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && !error.retryable),
    },
    mutations: { retry: false },
  },
});
