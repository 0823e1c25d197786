import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loading } from './Loading.tsx';
import { Problem } from './Problem.tsx';

type Props<T> = { result: UseQueryResult<T>; children(data: T): ReactNode };

/** The three states every page of data has. What was loaded before stays while it is loaded again. */
export function Query<T>({ result, children }: Props<T>) {
  if (result.data !== undefined) return children(result.data);
  if (result.isError) return <Problem error={result.error} onRetry={() => void result.refetch()} />;
  return <Loading />;
}
