import type { Engine } from '../dialect.ts';

/**
 * The list of a bot's documents comes out of two indexes: in the rows SQLite passed every file for the columns behind it, and every
 * passage to count it.
 */
export function documentsTold({ name }: Engine): readonly string[] {
  const counted = 'create index passages_counted on passages (document_id, enabled)';
  if (name !== 'sqlite') return [counted];
  return [
    counted,
    'drop index documents_listed',
    `create index documents_listed on documents (bot_id, name, content_hash, state, enabled, audience, updated_at, id, title, media_type,
       url, byte_length, error_code, error_message, valid_from, valid_until, created_at)`,
  ];
}
