import { AppError } from '../../base/index.ts';
import { FOR_EVERYONE } from '../../knowledge/index.ts';
import type { CorrectionDeps, GivenAnswer } from './types.ts';

/**
 * What a correction makes, a fact, an approved answer, a lesson, is told to everybody: it must not come out of a document
 * that only some may be told of.
 * @throws AppError `conflict`
 */
export async function requireForEveryone(
  { store }: Pick<CorrectionDeps, 'store'>,
  { given, replaces }: { given: GivenAnswer; replaces?: string | null },
): Promise<void> {
  const { found } = given.passport;
  const rested = found.filter(({ used, cited }) => used || cited).map(({ documentId }) => documentId);
  const documents = await store.db
    .selectFrom('documents')
    .select('title')
    .where('audience', '!=', FOR_EVERYONE)
    .where((e) =>
      e.or([
        e('id', 'in', ['', ...rested]),
        e(
          'id',
          'in',
          e
            .selectFrom('passages')
            .select('document_id')
            .where('id', '=', replaces ?? ''),
        ),
      ]),
    )
    .limit(1)
    .execute();
  const [restricted] = documents;
  if (restricted === undefined) return;
  throw new AppError(
    'conflict',
    `This answer rests on "${restricted.title}", which not everybody may be told of, and a correction is told to everybody. Change the document itself, or let everybody read it first.`,
  );
}
