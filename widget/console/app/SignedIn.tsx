import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { ApiError } from '../api.ts';
import { MeProvider, meQuery } from '../me.tsx';
import { Loading } from '../parts/Loading.tsx';
import { Problem } from '../parts/Problem.tsx';
import { useKey, useLink } from '../session.ts';

const EntryPage = lazy(async () => ({
  default: (await import('../features/entry/EntryPage.tsx')).EntryPage,
}));

/** The pages, or the way in; nothing of one session is seen in the next. */
export function SignedIn({ children }: { children: ReactNode }) {
  const key = useKey();
  const link = useLink();
  const queries = useQueryClient();
  const me = useQuery({ ...meQuery(key), enabled: link === undefined });
  const stranger = me.error instanceof ApiError && me.error.code === 'unauthenticated';
  useEffect(() => {
    if (stranger) queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  }, [stranger, queries]);
  if (stranger || link !== undefined) {
    return (
      <Suspense fallback={<Waiting />}>
        <EntryPage link={link} />
      </Suspense>
    );
  }
  if (me.data) return <MeProvider value={me.data}>{children}</MeProvider>;
  if (me.isError) {
    return (
      <main className="page">
        <Problem error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  return <Waiting />;
}

function Waiting() {
  return (
    <main className="page">
      <Loading />
    </main>
  );
}
