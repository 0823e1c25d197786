import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, succeed, unwrap } from '../api.ts';

const tests = api.bots[':botId']['test-questions'];
const test = tests[':testId'];

const PAGE = 200;

export type TestQuestion = InferResponseType<typeof tests.$get, 200>['tests'][number];
export type NewTest = InferRequestType<typeof tests.$post>['json'];
export type TestChanges = InferRequestType<typeof test.$patch>['json']['changes'];
type TestImport = InferResponseType<typeof tests.import.$post, 200>;
export type TestResults = InferResponseType<typeof tests.results.$get, 200>;
export type TestTrends = InferResponseType<typeof tests.results.$get, 200>['trends'];
export type TestsAskedAgain = InferResponseType<typeof tests.changes.$get, 200>;
export type TestResult = TestResults['results'][number];
/** `heldout`, `dev`, or those that must pass, of whichever set. */
export type TestSet = TestQuestion['split'] | 'must-pass';

export const testsKey = (botId: string) => ['tests', botId] as const;

type TestFilter = { set?: TestSet; text?: string };

export const testsQuery = (botId: string, filter: TestFilter) =>
  infiniteQueryOptions({
    queryKey: [...testsKey(botId), 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const { set, text } = filter;
      const query = {
        limit: String(PAGE),
        ...(text === undefined ? {} : { text }),
        ...(set === 'must-pass' ? { mustPass: 'true' as const } : set === undefined ? {} : { split: set }),
        ...(pageParam === undefined ? {} : { before: String(pageParam) }),
      };
      return unwrap(tests.$get({ param: { botId }, query }, { init: { signal } }));
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next,
  });

export const testResultsQuery = (botId: string) =>
  queryOptions({
    queryKey: [...testsKey(botId), 'results'],
    queryFn: ({ signal }) => unwrap(tests.results.$get({ param: { botId } }, { init: { signal } })),
  });

/** How soon it is seen that tests are asked again, and how far. */
const ASKING_REFRESH_MS = 3_000;

export const testChangesQuery = (botId: string) =>
  queryOptions({
    queryKey: [...testsKey(botId), 'changes'],
    queryFn: ({ signal }) => unwrap(tests.changes.$get({ param: { botId } }, { init: { signal } })),
    refetchInterval: ({ state: { data } }) =>
      data?.on && data.state !== 'settled' ? ASKING_REFRESH_MS : false,
  });

export function getTest(botId: string, testId: string): Promise<TestQuestion> {
  return unwrap(test.$get({ param: { botId, testId } }));
}

export function createTest(botId: string, json: NewTest): Promise<TestQuestion> {
  return unwrap(tests.$post({ param: { botId }, json }));
}

export function updateTest(
  { botId, id: testId, version: expectedVersion }: TestQuestion,
  changes: TestChanges,
): Promise<TestQuestion> {
  return unwrap(test.$patch({ param: { botId, testId }, json: { changes, expectedVersion } }));
}

export async function deleteTest({ botId, id: testId }: TestQuestion): Promise<void> {
  await succeed(test.$delete({ param: { botId, testId } }));
}

export function importTests(botId: string, files: File[], skipInvalid: boolean): Promise<TestImport> {
  const query = { skipInvalid: skipInvalid ? ('true' as const) : ('false' as const) };
  return unwrap(tests.import.$post({ param: { botId }, query, form: { files } }));
}

export async function exportTests(botId: string): Promise<Blob> {
  return (await succeed(tests.export.$get({ param: { botId }, query: {} }))).blob();
}
