import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import { isUniqueViolation } from '../../store/index.ts';
import type { BotDeps } from '../bot.ts';
import {
  type ApprovedAnswer,
  type ApprovedContent,
  approvedFromRow,
  checkedApproved,
  columnsOf,
  contentOf,
} from './approved-answer.ts';
import { alreadyThere } from './create-approved-answer.ts';

export type UpdateApprovedAnswerInput = {
  actor: string;
  botId: string;
  approvedAnswerId: string;
  changes: Partial<ApprovedContent>;
  expectedVersion: number;
};

/** @throws AppError `not_found`, `bad_request` naming the field, `conflict` when somebody else saved in between */
export async function updateApprovedAnswer(
  { store, clock }: BotDeps,
  { actor, botId, approvedAnswerId, changes, expectedVersion }: UpdateApprovedAnswerInput,
): Promise<ApprovedAnswer> {
  const change = store.transact(async (tx) => {
    const rows = tx.selectFrom('approved_answers').selectAll().where('id', '=', approvedAnswerId);
    const before = await rows.where('bot_id', '=', botId).executeTakeFirst();
    if (!before) throw new AppError('not_found', 'There is no such approved answer. Load the list again.');
    if (expectedVersion !== before.version) {
      throw new AppError(
        'conflict',
        'Somebody else has changed this approved answer. Load it again, then change it.',
      );
    }
    const at = clock.now();
    const content = checkedApproved({ ...approvedFromRow(before), ...changes });
    const row = await tx
      .updateTable('approved_answers')
      .set({ ...columnsOf(content), version: before.version + 1, updated_at: at })
      .where('id', '=', approvedAnswerId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const details = { approvedAnswerId, version: row.version, fields: Object.keys(changes) };
    await recordAudit(tx, {
      at,
      actor,
      verb: 'updateApprovedAnswer',
      subject: `bot:${botId}`,
      details,
      before: contentOf(before),
      after: contentOf(row),
    });
    return approvedFromRow(row);
  });
  return await change.catch((thrown: unknown) => {
    throw isUniqueViolation(thrown) ? alreadyThere(thrown) : thrown;
  });
}
