import type { Engine } from '../dialect.ts';

/**
 * What is asked of all documents of a bot, some of it every few seconds, is answered by the index alone: in the row SQLite has to
 * pass the whole file to come to most of these columns. PostgreSQL keeps files apart.
 */
export function documentsListed({ name }: Engine): readonly string[] {
  if (name !== 'sqlite') return [];
  return [
    'create index documents_listed on documents (bot_id, name, content_hash, state, enabled, audience, updated_at, id)',
  ];
}
