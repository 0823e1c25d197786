import { queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import type {
  RunBody,
  RunDetailBody,
  RunForecast,
  RunPointBody,
  RunSettingsBody,
} from '../../../server/contract/index.ts';
import { api, succeed, unwrap } from '../api.ts';

const bot = api.bots[':botId'];
const runs = bot.runs;
const run = runs[':runId'];
const sets = bot['data-sets'];

export type Run = RunBody;
export type RunDetail = RunDetailBody;
export type RunPoint = RunPointBody;
export type RunSettings = RunSettingsBody;
export type { RunForecast };
export type Preset = NonNullable<RunSettings['preset']>;
export type DataRow = InferResponseType<(typeof sets)[':dataSetId']['rows']['$get'], 200>['rows'][number];
export type DataSet = InferResponseType<(typeof sets)['$get'], 200>['dataSets'][number];
type RowQuery = InferRequestType<(typeof sets)[':dataSetId']['rows']['$get']>['query'];

const ROWS = '20';

export const runsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['runs', botId],
    queryFn: async ({ signal }) => (await unwrap(runs.$get({ param: { botId } }, { init: { signal } }))).runs,
  });

export const runQuery = (botId: string, runId: string) =>
  queryOptions({
    queryKey: ['run', botId, runId],
    queryFn: ({ signal }) => unwrap(run.$get({ param: { botId, runId } }, { init: { signal } })),
  });

export const dataSetsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['data-sets', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(sets.$get({ param: { botId } }, { init: { signal } }))).dataSets,
  });

/** A page of what is taught, or of what was dropped and why. */
export const dataRowsQuery = (
  botId: string,
  dataSetId: string,
  { state, after }: { state: DataRow['state']; after: number | undefined },
) =>
  queryOptions({
    queryKey: ['data-rows', botId, dataSetId, state, after],
    queryFn: ({ signal }) => {
      const query: RowQuery = {
        state,
        limit: ROWS,
        ...(after === undefined ? {} : { after: String(after) }),
      };
      return unwrap(
        sets[':dataSetId'].rows.$get({ param: { botId, dataSetId }, query }, { init: { signal } }),
      );
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export function estimateRun(botId: string, json: RunSettings): Promise<RunForecast> {
  return unwrap(runs.estimate.$post({ param: { botId }, json }));
}

export function startRun(botId: string, json: RunSettings): Promise<Run> {
  return unwrap(runs.$post({ param: { botId }, json }));
}

export function changeRun({ botId, id: runId }: Run, step: 'pause' | 'resume' | 'cancel'): Promise<Run> {
  return unwrap(run[step].$post({ param: { botId, runId } }));
}

/** The run as it goes, until it ends or rests: lines of `RunEventBody`. */
export async function watchRun(
  botId: string,
  runId: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array> | null> {
  return (await succeed(run.events.$get({ param: { botId, runId } }, { init: { signal } }))).body;
}
