import { FOR_EVERYONE, mayRead, type Reader } from '../audience.ts';
import { listRestrictedDocuments } from '../restricted-documents.ts';
import { perVersion } from './per-version.ts';

/** What not everybody may be told: each such document's audience as it is stored, and the document of each of its passages. */
type Restricted = { audiences: ReadonlyMap<string, string>; documentOf: ReadonlyMap<string, string> };

/** Whether a reader may be told of a passage or a document. Only for choosing: what is returned is checked once more. */
export type Sight = {
  /** The same for all readers who may read the same. */
  key: string;
  /** False when the reader may read all there is. */
  isLimited: boolean;
  seesPassage(passageId: string): boolean;
  seesDocument(documentId: string): boolean;
};

/** Of a bot, as of its index version. */
export const readRestricted = perVersion<Restricted>(async ({ db }, botId) => {
  const documents = await listRestrictedDocuments(db, botId);
  const audiences = new Map(documents.map(({ id, audience }) => [id, audience]));
  if (audiences.size === 0) return { audiences, documentOf: new Map() };
  const passages = await db
    .selectFrom('passages')
    .innerJoin('documents', 'documents.id', 'passages.document_id')
    .select(['passages.id', 'passages.document_id'])
    .where('documents.bot_id', '=', botId)
    .where('documents.audience', '!=', FOR_EVERYONE)
    .execute();
  return { audiences, documentOf: new Map(passages.map((row) => [row.id, row.document_id])) };
});

/** What one reader may be told of; nobody known sees what is for everyone. */
export function sightOf({ audiences, documentOf }: Restricted, reader: Reader | undefined): Sight {
  const kinds = [...new Set(audiences.values())].sort();
  const allowed = new Set(kinds.filter((stored) => mayRead(stored, reader)));
  const hidden = new Set([...audiences].flatMap(([id, stored]) => (allowed.has(stored) ? [] : [id])));
  return {
    key: JSON.stringify(kinds.filter((stored) => !allowed.has(stored))),
    isLimited: hidden.size > 0,
    seesPassage: (passageId) => !hidden.has(documentOf.get(passageId) ?? ''),
    seesDocument: (documentId) => !hidden.has(documentId),
  };
}
