import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useKey } from '../session.ts';
import { SignIn } from './SignIn.tsx';

/** The pages, or the way in; nothing of one session is seen in the next. */
export function SignedIn({ children }: { children: ReactNode }) {
  const key = useKey();
  const queries = useQueryClient();
  useEffect(() => {
    if (key === undefined) queries.clear();
  }, [key, queries]);
  return key === undefined ? <SignIn /> : children;
}
