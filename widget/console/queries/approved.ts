import { queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, succeed, unwrap } from '../api.ts';

const answers = api.bots[':botId']['approved-answers'];
const answer = answers[':approvedAnswerId'];

export type ApprovedAnswer = InferResponseType<typeof answers.$get, 200>['approvedAnswers'][number];
export type NewApprovedAnswer = InferRequestType<typeof answers.$post>['json'];
type ApprovedChanges = InferRequestType<typeof answer.$patch>['json']['changes'];
type ApprovedImport = InferResponseType<typeof answers.import.$post, 200>;

export const approvedQuery = (botId: string) =>
  queryOptions({
    queryKey: ['approved', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(answers.$get({ param: { botId } }, { init: { signal } }))).approvedAnswers,
  });

export function createApproved(botId: string, json: NewApprovedAnswer): Promise<ApprovedAnswer> {
  return unwrap(answers.$post({ param: { botId }, json }));
}

export function updateApproved(
  { botId, id: approvedAnswerId, version: expectedVersion }: ApprovedAnswer,
  changes: ApprovedChanges,
): Promise<ApprovedAnswer> {
  return unwrap(answer.$patch({ param: { botId, approvedAnswerId }, json: { changes, expectedVersion } }));
}

export async function deleteApproved({ botId, id: approvedAnswerId }: ApprovedAnswer): Promise<void> {
  await succeed(answer.$delete({ param: { botId, approvedAnswerId } }));
}

export function importApproved(botId: string, csv: string): Promise<ApprovedImport> {
  return unwrap(answers.import.$post({ param: { botId }, json: { csv } }));
}
