import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { Query } from '../parts/Query.tsx';
import { botsQuery } from '../queries.ts';

/** `/console/` itself: straight to the first bot in service, or to making one. */
export function FirstBot() {
  const bots = useQuery(botsQuery());
  if (bots.data) {
    const first = bots.data.find(({ archivedAt }) => archivedAt === null) ?? bots.data[0];
    return first ? (
      <Navigate to="/$botId/start" params={{ botId: first.id }} replace />
    ) : (
      <Navigate to="/-/new" replace />
    );
  }
  return (
    <main className="page">
      <Query result={bots}>{() => null}</Query>
    </main>
  );
}
