import { createHash } from 'node:crypto';
import { recordAudit } from '../audit/index.ts';
import { AppError, newId } from '../base/index.ts';
import type { Audience } from '../contract/index.ts';
import { storedAudience } from './audience.ts';
import type { AddOutcome, IngestFile, KnowledgeDeps } from './types.ts';

/** One upload; larger manuals belong in parts. The bytes are kept in the database, where 32 MB is still one row. */
export const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024;
/** Who acts when nobody said so: the command line, a start-up. */
export const SYSTEM_ACTOR = 'system:knowledge';
const MAX_NAME_LENGTH = 300;

/**
 * Stores a file durably, in state `waiting`; `prepareDocument` makes it findable. A second file of one name replaces
 * the first, whose passages stay findable until the new ones are ready. The same bytes again cost nothing.
 * @throws AppError `bad_request` (name), `too_large`, `conflict` when `expectedHash` is out of date
 */
export async function addDocument(
  deps: Pick<KnowledgeDeps, 'store' | 'clock'>,
  input: IngestFile & {
    botId: string;
    actor?: string;
    /** Of a new document alone, where `audience` says nothing. */
    audienceOfNew?: Audience;
    /** Refuses to replace what is not the file that the caller saw. */
    expectedHash?: string;
  },
): Promise<{ documentId: string; outcome: AddOutcome }> {
  const name = cleanName(input.name);
  if (input.bytes.byteLength > MAX_DOCUMENT_BYTES) {
    throw new AppError(
      'too_large',
      `${name} is larger than ${MAX_DOCUMENT_BYTES / 1024 / 1024} MB; split it into parts and add those.`,
    );
  }
  const contentHash = createHash('sha256').update(input.bytes).digest('hex');
  const now = deps.clock.now();
  const audience = input.audience && storedAudience(input.audience);
  const upload = {
    media_type: input.mediaType ?? '',
    title: input.title?.trim() ?? '',
    url: input.url ?? null,
    content_hash: contentHash,
    bytes: input.bytes,
    byte_length: input.bytes.byteLength,
    state: 'waiting' as const,
    error_code: null,
    error_message: null,
    updated_at: now,
    ...(audience !== undefined && { audience }),
  };
  const auditEntry = (documentId: string, before: { name?: string; contentHash?: string } = {}) => ({
    at: now,
    actor: input.actor ?? SYSTEM_ACTOR,
    verb: 'addDocument',
    subject: `document:${documentId}`,
    details: { botId: input.botId, bytes: input.bytes.byteLength },
    before,
    after: { name, contentHash, ...(audience !== undefined && { audience }) },
  });
  return await deps.store.transact(async (tx) => {
    const existing = await tx
      .selectFrom('documents')
      .select(['id', 'content_hash', 'state', 'url', 'title', 'audience'])
      .where('bot_id', '=', input.botId)
      .where('name', '=', name)
      .executeTakeFirst();
    if (input.expectedHash !== undefined && existing?.content_hash !== input.expectedHash) {
      throw new AppError(
        'conflict',
        'Somebody else has changed this document meanwhile. Copy what you wrote, load the page again, then change it.',
      );
    }
    if (existing === undefined) {
      const id = newId('doc');
      const first = input.audienceOfNew && { audience: storedAudience(input.audienceOfNew) };
      await tx
        .insertInto('documents')
        .values({ id, bot_id: input.botId, name, enabled: 1, created_at: now, ...first, ...upload })
        .execute();
      await recordAudit(tx, auditEntry(id));
      return { documentId: id, outcome: 'added' };
    }
    const sameAudience = audience === undefined || audience === existing.audience;
    const sameTitle = upload.title === '' || upload.title === existing.title;
    if (
      existing.content_hash === contentHash &&
      existing.state !== 'failed' &&
      existing.url === upload.url &&
      sameTitle &&
      sameAudience
    ) {
      return { documentId: existing.id, outcome: 'unchanged' };
    }
    await tx.updateTable('documents').set(upload).where('id', '=', existing.id).execute();
    await recordAudit(tx, auditEntry(existing.id, { name, contentHash: existing.content_hash }));
    return { documentId: existing.id, outcome: 'replaced' };
  });
}

/** A name is a label and a key, so it only has to be printable, of one form and bounded. */
export function cleanName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .trim();
  if (cleaned === '' || cleaned.length > MAX_NAME_LENGTH) {
    throw new AppError('bad_request', `A document needs a name of 1 to ${MAX_NAME_LENGTH} characters.`);
  }
  return cleaned;
}
