import { AppError } from '../base/index.ts';
import { changedMeanwhile, changeSettings } from './change-document.ts';
import type { KnowledgeDeps } from './types.ts';

type Bounds = { validFrom?: number | null | undefined; validUntil?: number | null | undefined };

/**
 * Says from when until when a document holds. Before and after, no search returns it; nothing is read or embedded again.
 * @throws AppError `not_found`, `conflict` where it is not as `expected` any more, `bad_request` when it would end before it begins
 */
export async function setDocumentValidity(
  deps: Pick<KnowledgeDeps, 'store' | 'clock'>,
  input: {
    botId: string;
    documentId: string;
    /** Milliseconds since the epoch; null: without a bound; absent: as it is. */
    validFrom?: number | null;
    validUntil?: number | null;
    /** The bounds as they were seen. */
    expected?: Bounds | undefined;
    actor?: string;
  },
): Promise<void> {
  await changeSettings(deps, { ...input, verb: 'setDocumentValidity' }, async (tx, found, at) => {
    if (input.expected !== undefined && !areBounds(found, input.expected))
      throw changedMeanwhile('how long this document holds');
    const before = { validFrom: timeOf(found.valid_from), validUntil: timeOf(found.valid_until) };
    const { validFrom = before.validFrom, validUntil = before.validUntil } = input;
    if (validFrom !== null && validUntil !== null && validUntil < validFrom) {
      throw new AppError('bad_request', 'A document cannot end before it begins. Give a later last day.');
    }
    await tx
      .updateTable('documents')
      .set({ valid_from: validFrom, valid_until: validUntil, updated_at: at })
      .where('id', '=', input.documentId)
      .execute();
    return { before, after: { validFrom, validUntil } };
  });
}

function areBounds(
  found: { valid_from: number | null; valid_until: number | null },
  { validFrom, validUntil }: Bounds,
): boolean {
  const same = (time: number | null, expected: number | null | undefined) =>
    expected === undefined || timeOf(time) === expected;
  return same(found.valid_from, validFrom) && same(found.valid_until, validUntil);
}

function timeOf(time: number | null): number | null {
  return time === null ? null : Number(time);
}
