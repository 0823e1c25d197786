import { recordAudit } from '../../audit/index.ts';
import { AppError, newId } from '../../base/index.ts';
import { isUniqueViolation } from '../../store/index.ts';
import type { BotDeps } from '../bot.ts';
import { getBot } from '../find-bot.ts';
import {
  type ApprovedAnswer,
  approvedFromRow,
  checkedApproved,
  columnsOf,
  contentOf,
} from './approved-answer.ts';

export type CreateApprovedAnswerInput = {
  actor: string;
  botId: string;
  question: string;
  answer: string;
  paraphrases?: readonly string[];
  /** The actor when absent. */
  owner?: string;
  expiresAt?: number | null;
  /** Chosen beforehand by who must find it again after a crash; a new one when absent. */
  id?: string;
};

/** @throws AppError `not_found`, `bad_request` naming the field, `conflict` when the question has one already */
export async function createApprovedAnswer(
  deps: BotDeps,
  input: CreateApprovedAnswerInput,
): Promise<ApprovedAnswer> {
  const { actor, botId, paraphrases = [], owner = actor, expiresAt = null } = input;
  await getBot(deps, botId);
  const { question, answer } = input;
  const content = { question, answer, paraphrases: [...paraphrases], owner, expiresAt, enabled: true };
  const at = deps.clock.now();
  const row = {
    id: input.id ?? newId('approved'),
    bot_id: botId,
    ...columnsOf(checkedApproved(content)),
    hits: 0,
    last_hit_at: null,
    version: 1,
    created_at: at,
    updated_at: at,
  };
  await deps.store
    .transact(async (tx) => {
      await tx.insertInto('approved_answers').values(row).execute();
      const details = { approvedAnswerId: row.id };
      const after = contentOf(row);
      await recordAudit(tx, {
        at,
        actor,
        verb: 'createApprovedAnswer',
        subject: `bot:${botId}`,
        details,
        after,
      });
    })
    .catch((thrown: unknown) => {
      throw isUniqueViolation(thrown) ? alreadyThere(thrown) : thrown;
    });
  return approvedFromRow(row);
}

export function alreadyThere(cause: unknown): AppError {
  const message = 'This question has an approved answer already. Change that one.';
  return new AppError('conflict', message, { cause });
}
