import type { Selectable } from 'kysely';
import { AppError } from '../base/index.ts';
import { knownErrorCode } from '../contract/index.ts';
import type { Database, Store } from '../store/index.ts';
import { audienceOf } from './audience.ts';
import type { DocumentSummary } from './types.ts';

type SummaryRow = Omit<Selectable<Database['documents']>, 'bytes'> & {
  passage_count: number | string | bigint | null;
};

/** The document's row without its bytes, and how many of its passages can be found. */
export function selectSummaries(db: Store['db']) {
  return db.selectFrom('documents as d').select((eb) => [
    'd.id',
    'd.bot_id',
    'd.name',
    'd.title',
    'd.media_type',
    'd.url',
    'd.content_hash',
    'd.byte_length',
    'd.state',
    'd.error_code',
    'd.error_message',
    'd.enabled',
    'd.valid_from',
    'd.valid_until',
    'd.audience',
    'd.created_at',
    'd.updated_at',
    eb
      .selectFrom('passages as p')
      .select((inner) => inner.fn.countAll().as('count'))
      .whereRef('p.document_id', '=', 'd.id')
      .where('p.enabled', '=', 1)
      .as('passage_count'),
  ]);
}

export function summaryOf(row: SummaryRow): DocumentSummary {
  return {
    id: row.id,
    botId: row.bot_id,
    name: row.name,
    title: row.title === '' ? row.name : row.title,
    mediaType: row.media_type,
    ...(row.url === null ? {} : { url: row.url }),
    contentHash: row.content_hash,
    byteLength: Number(row.byte_length),
    state: row.state,
    enabled: row.enabled === 1,
    ...(row.valid_from === null ? {} : { validFrom: Number(row.valid_from) }),
    ...(row.valid_until === null ? {} : { validUntil: Number(row.valid_until) }),
    audience: audienceOf(row.audience),
    passageCount: Number(row.passage_count ?? 0),
    ...(row.error_code === null ? {} : { error: errorOf(row.error_code, row.error_message) }),
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  };
}

/** @throws AppError `not_found` */
export async function getDocumentSummary(db: Store['db'], documentId: string): Promise<DocumentSummary> {
  const row = await selectSummaries(db).where('d.id', '=', documentId).executeTakeFirst();
  if (row === undefined) throw documentNotFound(documentId);
  return summaryOf(row);
}

export function documentNotFound(documentId: string): AppError {
  return new AppError('not_found', `There is no document ${documentId} in this bot.`);
}

function errorOf(code: string, message: string | null): NonNullable<DocumentSummary['error']> {
  return { code: knownErrorCode(code), message: message ?? '' };
}
