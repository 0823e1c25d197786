import { collectNames, type DocumentNames } from './named-documents.ts';
import { perVersion } from './per-version.ts';

/** Names of a bot's enabled documents. */
export const documentNames = perVersion<DocumentNames>(async ({ db }, botId) => {
  const documents = await db
    .selectFrom('documents')
    .select(['id', 'title'])
    .where('bot_id', '=', botId)
    .where('enabled', '=', 1)
    .where('title', '!=', '')
    .execute();
  return collectNames(documents);
});
