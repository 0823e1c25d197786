import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RunEventBody } from '../../../../server/contract/index.ts';
import { readEvents } from '../../../client/index.ts';
import { type RunDetail, runQuery, runsQuery, watchRun } from '../../queries/runs.ts';
import { isActive } from './run-words.ts';

const RECONNECT_MS = 2_000;

/** A run that lives on the server, followed while it works; a broken connection is taken up again. */
export function useRun(botId: string, runId: string): UseQueryResult<RunDetail> {
  const queries = useQueryClient();
  const result = useQuery(runQuery(botId, runId));
  const working = result.data !== undefined && isActive(result.data.state);
  useEffect(() => {
    if (!working) return;
    const leave = new AbortController();
    const { queryKey } = runQuery(botId, runId);

    function apply(event: RunEventBody): void {
      queries.setQueryData(queryKey, (known) => known && after(known, event));
    }

    async function follow(): Promise<void> {
      while (!leave.signal.aborted) {
        try {
          const body = await watchRun(botId, runId, leave.signal);
          if (body) for await (const data of readEvents(body)) apply(JSON.parse(data) as RunEventBody);
          break;
        } catch {
          // The page goes on with what it knows; the next connection tells all of it again.
          await new Promise((done) => setTimeout(done, RECONNECT_MS));
        }
      }
      if (leave.signal.aborted) return;
      await queries.invalidateQueries({ queryKey });
      await queries.invalidateQueries({ queryKey: runsQuery(botId).queryKey });
    }

    void follow();
    return () => leave.abort();
  }, [botId, runId, working, queries]);
  return result;
}

/** A point comes again when its step got a held-out loss. */
function after(known: RunDetail, event: RunEventBody): RunDetail {
  if (event.type === 'run-progressed') return { ...known, ...event.run };
  if (event.type !== 'points-added') return known;
  const points = new Map([...known.points, ...event.points].map((point) => [point.step, point]));
  return { ...known, points: [...points.values()].sort((a, b) => a.step - b.step) };
}
