import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import type { LessonBody } from '../../../server/contract/index.ts';
import { api, succeed, unwrap } from '../api.ts';
import { preferencesKey } from './preferences.ts';

const lessons = api.bots[':botId'].lessons;
const lesson = lessons[':lessonId'];

/** As many as the server gives at once. */
const REVIEW_LIMIT = 200;

export type Lesson = LessonBody;
export type LessonState = Lesson['state'];
export type LessonFormat = 'csv' | 'jsonl' | 'qna';
export type NewLesson = InferRequestType<typeof lessons.$post>['json'];
export type LessonChanges = InferRequestType<typeof lesson.$patch>['json']['changes'];
type LessonImport = InferResponseType<typeof lessons.import.$post, 200>;
type LessonFilter = { state?: LessonState; text?: string };

const keyOf = (botId: string) => ['lessons', botId] as const;

export const lessonsKey = keyOf;

/** Reads lessons anew, and better answers: one made by the same correction goes with its lesson. */
export async function refreshLessons(queries: QueryClient, botId: string): Promise<void> {
  const keys = [keyOf(botId), preferencesKey(botId)];
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export const lessonsQuery = (botId: string, filter: LessonFilter) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(botId), 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, ...(pageParam === undefined ? {} : { before: String(pageParam) }) };
      return unwrap(lessons.$get({ param: { botId }, query }, { init: { signal } }));
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next,
  });

/** The drafts that somebody should look at, and how many there are. */
export const draftsQuery = (botId: string) =>
  queryOptions({
    queryKey: [...keyOf(botId), 'drafts'],
    queryFn: ({ signal }) => {
      const query = { state: 'draft' as const, limit: String(REVIEW_LIMIT) };
      return unwrap(lessons.$get({ param: { botId }, query }, { init: { signal } }));
    },
  });

export const lessonQuery = (botId: string, lessonId: string) =>
  queryOptions({
    queryKey: [...keyOf(botId), lessonId],
    queryFn: ({ signal }) => unwrap(lesson.$get({ param: { botId, lessonId } }, { init: { signal } })),
  });

/** What is wrong with the lessons taken together. */
export const lessonCheckQuery = (botId: string) =>
  queryOptions({
    queryKey: [...keyOf(botId), 'check'],
    queryFn: ({ signal }) => {
      const query = { state: 'approved' as const };
      return unwrap(lessons.check.$get({ param: { botId }, query }, { init: { signal } }));
    },
  });

export function createLesson(botId: string, json: NewLesson): Promise<Lesson> {
  return unwrap(lessons.$post({ param: { botId }, json }));
}

export function updateLesson(
  { botId, id: lessonId, version: expectedVersion }: Lesson,
  changes: LessonChanges,
): Promise<Lesson> {
  return unwrap(lesson.$patch({ param: { botId, lessonId }, json: { changes, expectedVersion } }));
}

export function approveLesson({ botId, id: lessonId, version: expectedVersion }: Lesson): Promise<Lesson> {
  return unwrap(lesson.approve.$post({ param: { botId, lessonId }, json: { expectedVersion } }));
}

export function retireLesson({ botId, id: lessonId, version: expectedVersion }: Lesson): Promise<Lesson> {
  return unwrap(lesson.retire.$post({ param: { botId, lessonId }, json: { expectedVersion } }));
}

export async function deleteLesson({ botId, id: lessonId }: Lesson): Promise<void> {
  await succeed(lesson.$delete({ param: { botId, lessonId } }));
}

export function importLessons(
  botId: string,
  files: File[],
  { approve, skipInvalid }: { approve: boolean; skipInvalid: boolean },
): Promise<LessonImport> {
  const query = { approve: flag(approve), skipInvalid: flag(skipInvalid) };
  return unwrap(lessons.import.$post({ param: { botId }, query, form: { files } }));
}

export async function exportLessons(botId: string, format: LessonFormat): Promise<Blob> {
  const response = await succeed(lessons.export.$get({ param: { botId }, query: { format } }));
  return response.blob();
}

function flag(value: boolean): 'true' | 'false' {
  return value ? 'true' : 'false';
}
