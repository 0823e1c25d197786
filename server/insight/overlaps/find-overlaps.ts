import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { DocumentOverlaps } from '../../contract/index.ts';
import {
  bytesToVector,
  type KnowledgeDeps,
  parseTitlePath,
  readIndexVersion,
  wordOverlap,
} from '../../knowledge/index.ts';
import type { Store } from '../../store/index.ts';
import { findDisagreement, type ReadSentence, readSentences } from './compare-sentences.ts';

/** Of one document; a search for each, so that a manual of a thousand takes no minute. The answer tells how many there are. */
const MAX_PASSAGES = 120;
const NEIGHBOURS = 12;
/** Cosine from which passages may be about the same. */
const NEAR = 0.5;
/** Share of word triples from which two passages say the same. */
const SAME_SHARE = 0.75;
const MAX_FOUND = 30;

export type Overlap = Omit<DocumentOverlaps['overlaps'][number], 'kept'>;
export type FoundOverlaps = Omit<DocumentOverlaps, 'overlaps'> & { overlaps: Overlap[] };

type Deps = Pick<KnowledgeDeps, 'index'> & { store: Pick<Store, 'db'> };
type Passage = Awaited<ReturnType<typeof passagesOf>>[number];

/**
 * What other documents of a bot say of the same things: passages that repeat one of this document, and sentences that cannot
 * both be right. Compared are the nearest passages by meaning; rules that know English tell a disagreement, so that some are missed.
 */
export async function findOverlaps(
  deps: Deps,
  { botId, documentId }: { botId: string; documentId: string },
): Promise<FoundOverlaps> {
  const { db } = deps.store;
  const version = await readIndexVersion(db, botId);
  const own = await passagesOf(db, botId, 'p.document_id', [documentId]);
  const sentences = new Map<string, ReadSentence[]>();
  const read = (passage: Passage) => {
    const known = sentences.get(passage.id) ?? readSentences(passage);
    sentences.set(passage.id, known);
    return known;
  };
  const overlaps = new Map<string, Overlap & { nearness: number }>();
  let compared = 0;
  for (const passage of own.slice(0, MAX_PASSAGES)) {
    // The rest of the server has its turn between two passages.
    await setImmediate();
    if (passage.vector === undefined) continue;
    const near = await deps.index.query(botId, passage.vector, NEIGHBOURS, version);
    if (near === undefined) break;
    compared += 1;
    const scores = new Map(
      near.flatMap(({ passageId, score }) => (score < NEAR ? [] : [[passageId, score]])),
    );
    for (const other of await passagesOf(db, botId, 'p.id', [...scores.keys()])) {
      if (other.documentId === documentId) continue;
      const found = compare(passage, other, read);
      if (found === undefined || overlaps.has(found.key)) continue;
      overlaps.set(found.key, { ...found, nearness: scores.get(other.id) ?? 0 });
    }
  }
  const ranked = [...overlaps.values()].toSorted(
    (one, other) => rankOf(one) - rankOf(other) || other.nearness - one.nearness,
  );
  return {
    passages: own.length,
    compared,
    overlaps: ranked.slice(0, MAX_FOUND).map(({ nearness: _, ...overlap }) => overlap),
  };
}

/** What cannot both be right comes first. */
function rankOf({ kind }: Overlap): number {
  return kind === 'same' ? 1 : 0;
}

function compare(
  one: Passage,
  other: Passage,
  read: (passage: Passage) => ReadSentence[],
): Overlap | undefined {
  const place = { documentId: other.documentId, title: other.title, passageId: other.id };
  const about = one.titlePath.at(-1) ?? '';
  const disagreement = findDisagreement(read(one), read(other));
  if (disagreement !== undefined) {
    const { kind, here, there } = disagreement;
    const key = keyOf(here, there);
    return { key, kind, about, here: { passageId: one.id, text: here }, there: { ...place, text: there } };
  }
  if (wordOverlap(one.text, other.text) < SAME_SHARE) return undefined;
  const key = keyOf(one.text, other.text);
  return {
    key,
    kind: 'same',
    about,
    here: { passageId: one.id, text: one.text },
    there: { ...place, text: other.text },
  };
}

/** The same from both sides, and as long as both texts stay, also when their documents are read again. */
function keyOf(one: string, other: string): string {
  return createHash('sha256')
    .update(JSON.stringify([one, other].sort()))
    .digest('hex');
}

/** Those that may be found now, of documents in use. */
async function passagesOf(
  db: Store['db'],
  botId: string,
  column: 'p.id' | 'p.document_id',
  values: readonly string[],
) {
  if (values.length === 0) return [];
  const rows = await db
    .selectFrom('passages as p')
    .innerJoin('documents as d', 'd.id', 'p.document_id')
    .select(['p.id', 'p.document_id', 'd.title', 'p.title_path', 'p.text', 'p.embedding'])
    .select(['p.bot_id', 'p.enabled', 'd.enabled as document_enabled'])
    .where(column, 'in', values)
    .orderBy('p.position')
    .execute();
  // Asked for in the query, SQLite would rather read all passages of the bot than these few.
  const findable = rows.filter(
    (row) => row.bot_id === botId && row.enabled === 1 && row.document_enabled === 1,
  );
  return findable.map((row) => ({
    id: row.id,
    documentId: row.document_id,
    title: row.title,
    titlePath: parseTitlePath(row.title_path),
    text: row.text,
    vector: row.embedding === null ? undefined : bytesToVector(row.embedding),
  }));
}
