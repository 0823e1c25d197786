import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import { SYSTEM_ACTOR } from './add-document.ts';
import { requireDocument } from './change-document.ts';
import type { KnowledgeDeps } from './types.ts';

/**
 * Says from when until when a document holds. Before and after, no search returns it; nothing is read or embedded again.
 * @throws AppError `not_found`, `bad_request` when it would end before it begins
 */
export async function setDocumentValidity(
  deps: Pick<KnowledgeDeps, 'store' | 'clock'>,
  input: {
    botId: string;
    documentId: string;
    /** Milliseconds since the epoch; null: without a bound; absent: as it is. */
    validFrom?: number | null;
    validUntil?: number | null;
    actor?: string;
  },
): Promise<void> {
  const now = deps.clock.now();
  await deps.store.transact(async (tx) => {
    const found = await requireDocument(tx, input);
    const { validFrom = timeOf(found.valid_from), validUntil = timeOf(found.valid_until) } = input;
    if (validFrom !== null && validUntil !== null && validUntil < validFrom) {
      throw new AppError('bad_request', 'A document cannot end before it begins. Give a later last day.');
    }
    await tx
      .updateTable('documents')
      .set({ valid_from: validFrom, valid_until: validUntil, updated_at: now })
      .where('id', '=', input.documentId)
      .execute();
    await recordAudit(tx, {
      at: now,
      actor: input.actor ?? SYSTEM_ACTOR,
      verb: 'setDocumentValidity',
      subject: `document:${input.documentId}`,
      details: { botId: input.botId },
      before: { validFrom: timeOf(found.valid_from), validUntil: timeOf(found.valid_until) },
      after: { validFrom, validUntil },
    });
  });
}

function timeOf(time: number | null): number | null {
  return time === null ? null : Number(time);
}
