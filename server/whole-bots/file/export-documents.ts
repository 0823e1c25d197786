import type { Kysely, Selectable } from 'kysely';
import { audienceOf, parseTitlePath } from '../../knowledge/index.ts';
import type { Database } from '../../store/index.ts';
import { type ArchiveWriter, jsonLines } from './archive-writer.ts';
import type { DocumentLine, PassageLine } from './format.ts';
import { timeOrNull } from './times.ts';

/** Longer ones are cut; the whole name stands in `documents.jsonl`. */
const MAX_FILE_NAME = 80;

type Row = Selectable<Database['documents']>;
type Passage = Pick<
  Selectable<Database['passages']>,
  'title_path' | 'text' | 'enabled' | 'embedding' | 'embedder'
>;

/**
 * The documents one after the other: original bytes, passages, vectors. What is deleted meanwhile is left out.
 * @returns what `documents.jsonl` says of them
 */
export async function exportDocuments(
  db: Kysely<Database>,
  archive: ArchiveWriter,
  { ids, embedder }: { ids: readonly string[]; embedder: string },
): Promise<DocumentLine[]> {
  const lines: DocumentLine[] = [];
  for (const id of ids) {
    const row = await db.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst();
    if (row !== undefined)
      lines.push(await exportDocument(db, archive, { row, embedder, number: lines.length + 1 }));
  }
  return lines;
}

async function exportDocument(
  db: Kysely<Database>,
  archive: ArchiveWriter,
  { row, embedder, number }: { row: Row; embedder: string; number: number },
): Promise<DocumentLine> {
  const passages = await readPassages(db, row.id);
  const vectors = passages.flatMap((one) =>
    one.embedding !== null && one.embedder === embedder ? [one.embedding] : [],
  );
  const isWhole = row.state === 'ready' && vectors.length === passages.length;
  const place = String(number).padStart(4, '0');
  const file = `documents/${place}-${fileName(row.name)}`;
  const paths = {
    passages: passages.length > 0 ? `passages/${place}.jsonl` : null,
    vectors: passages.length > 0 && isWhole ? `vectors/${place}.f32` : null,
  };
  await archive.add(file, [row.bytes]);
  if (paths.passages !== null) await archive.add(paths.passages, jsonLines(passages.map(passageLine)));
  if (paths.vectors !== null) await archive.add(paths.vectors, vectors, { compress: false });
  return {
    file,
    name: row.name,
    title: row.title,
    mediaType: row.media_type,
    url: row.url,
    sha256: row.content_hash,
    bytes: Number(row.byte_length),
    state: row.state === 'failed' || isWhole ? (row.state as 'failed' | 'ready') : 'waiting',
    enabled: row.enabled === 1,
    validFrom: timeOrNull(row.valid_from),
    validUntil: timeOrNull(row.valid_until),
    audience: audienceOf(row.audience),
    ...paths,
  };
}

async function readPassages(db: Kysely<Database>, documentId: string): Promise<Passage[]> {
  return await db
    .selectFrom('passages')
    .select(['title_path', 'text', 'enabled', 'embedding', 'embedder'])
    .where('document_id', '=', documentId)
    .orderBy('position')
    .execute();
}

function passageLine({ title_path, text, enabled }: Passage): PassageLine {
  return { titlePath: parseTitlePath(title_path), text, enabled: enabled === 1 };
}

/** The last part of a name, as every system can write it. */
function fileName(name: string): string {
  const last = name.split(/[\\/]/).findLast((part) => part !== '') ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  return (
    [...plain]
      .slice(-MAX_FILE_NAME)
      .join('')
      .replace(/^[. ]+/, '') || 'document'
  );
}
