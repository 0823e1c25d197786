import { Link } from '@tanstack/react-router';
import { EmptyState } from '../parts/EmptyState.tsx';
import { PageHead } from '../parts/PageHead.tsx';

export function NotFound() {
  return (
    <main className="page">
      <PageHead title="Page not found" />
      <EmptyState title="There is nothing at this address" action={<Link to="/">Go to Start</Link>}>
        The page may have been deleted, or the address was mistyped.
      </EmptyState>
    </main>
  );
}
