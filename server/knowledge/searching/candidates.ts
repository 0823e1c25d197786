import { dotProduct } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';
import { mayRead, type Reader } from '../audience.ts';
import { parseTitlePath } from '../title-path.ts';
import type { SearchHit } from '../types.ts';
import { bytesToVector } from '../vector-bytes.ts';

/** A passage that may be returned, with what is needed to rank it. */
export type Candidate = Omit<SearchHit, 'score'>;

/** How a passage's words match: BM25, and the share of the question's words. */
export type WordMatch = { score: number; wordShare: number };

/** Loads those of the passages that may be found now; whatever else an index named is left out. */
export async function loadCandidates(
  store: Pick<Store, 'db'>,
  input: {
    botId: string;
    passageIds: readonly string[];
    /** Compared with every candidate. */
    queryVector: Float32Array;
    embedder: string;
    lexicalScores: ReadonlyMap<string, WordMatch>;
    now: number;
    reader: Reader | undefined;
  },
): Promise<Candidate[]> {
  if (input.passageIds.length === 0) return [];
  const rows = await store.db
    .selectFrom('passages as p')
    .innerJoin('documents as d', 'd.id', 'p.document_id')
    .select(['p.id', 'p.document_id', 'p.position', 'p.title_path', 'p.text', 'p.embedding', 'p.embedder'])
    .select(['p.bot_id', 'p.enabled', 'd.enabled as document_enabled', 'd.name', 'd.url'])
    .select(['d.valid_from', 'd.valid_until', 'd.audience'])
    .where('p.id', 'in', [...input.passageIds])
    .execute();
  // Asked for in the query, SQLite would rather read all passages of the bot than these few.
  const findable = rows.filter(
    (row) =>
      row.bot_id === input.botId &&
      row.enabled === 1 &&
      row.document_enabled === 1 &&
      mayRead(row.audience, input.reader) &&
      (row.valid_from === null || Number(row.valid_from) <= input.now) &&
      (row.valid_until === null || Number(row.valid_until) > input.now),
  );
  return findable.map((row) => ({
    passageId: row.id,
    documentId: row.document_id,
    documentName: row.name,
    position: row.position,
    titlePath: parseTitlePath(row.title_path),
    text: row.text,
    ...(row.url === null ? {} : { url: row.url }),
    vectorScore:
      row.embedding === null || row.embedder !== input.embedder
        ? 0
        : dotProduct(input.queryVector, bytesToVector(row.embedding)),
    lexicalScore: input.lexicalScores.get(row.id)?.score ?? 0,
    wordShare: input.lexicalScores.get(row.id)?.wordShare ?? 0,
  }));
}
