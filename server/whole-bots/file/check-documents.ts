import { AppError } from '../../base/index.ts';
import {
  bytesToVector,
  cleanName,
  MAX_DOCUMENT_BYTES,
  type RestoredDocument,
  type RestoredPassage,
  vectorToBytes,
} from '../../knowledge/index.ts';
import { type DocumentLine, documentLineSchema, PATHS, passageLineSchema } from './format.ts';
import type { BotArchive } from './open-archive.ts';
import { Complaints, onlyOnce, parseLines } from './parse.ts';
import { msOrNull } from './times.ts';

/** Text of 32 MB of document, and vectors of more passages than that has. */
const MAX_PASSAGES_BYTES = 64 * 2 ** 20;
const MAX_VECTORS_BYTES = 256 * 2 ** 20;
/** Of one list or file of settings. */
export const MAX_LIST_BYTES = 64 * 2 ** 20;
/** How far a unit vector's length may be from 1 after float32. */
const UNIT_TOLERANCE = 0.01;

/** What the vectors must be to be taken over; undefined where they are made anew. */
export type VectorForm = { dimensions: number } | undefined;

/** `documents.jsonl`, and that what it points to is there once. */
export async function readDocumentLines(
  archive: BotArchive,
  complaints: Complaints,
): Promise<DocumentLine[]> {
  const bytes = await archive.read(PATHS.documents, MAX_LIST_BYTES);
  const nameOnce = onlyOnce(complaints, 'a document of this name');
  const pathOnce = onlyOnce(complaints, 'this part of the archive');
  return parseLines(PATHS.documents, bytes, documentLineSchema, {
    complaints,
    take(line, place) {
      nameOnce(cleanName(line.name), place);
      for (const [path, folder] of [
        [line.file, 'documents/'],
        [line.passages, 'passages/'],
        [line.vectors, 'vectors/'],
      ] as const) {
        if (path === null) continue;
        pathOnce(path, place);
        if (!path.startsWith(folder)) complaints.add(place, `${path} must lie in ${folder}`);
        else if (!archive.entry(path)) complaints.add(place, `${path} is not in the archive`);
      }
      return line;
    },
  });
}

/**
 * One document with all that is its own, each part checked by hash and form. Called twice, to judge and to write, so that no
 * more than one is in memory.
 * @throws AppError `bad_request`, `too_large`
 */
export async function readDocument(
  archive: BotArchive,
  line: DocumentLine,
  form: VectorForm,
): Promise<RestoredDocument> {
  const bytes = await archive.read(line.file, MAX_DOCUMENT_BYTES);
  if (archive.entry(line.file)?.sha256 !== line.sha256 || bytes.byteLength !== line.bytes) {
    throw problem(`${line.file} is not the document that ${PATHS.documents} describes`);
  }
  return {
    name: line.name,
    title: line.title,
    mediaType: line.mediaType,
    url: line.url,
    contentHash: line.sha256,
    bytes,
    enabled: line.enabled,
    validFrom: msOrNull(line.validFrom),
    validUntil: msOrNull(line.validUntil),
    audience: line.audience,
    passages: await readPassages(archive, line, form),
  };
}

async function readPassages(
  archive: BotArchive,
  { passages: path, vectors: vectorPath }: DocumentLine,
  form: VectorForm,
): Promise<RestoredPassage[]> {
  if (path === null) return [];
  const complaints = new Complaints();
  const bytes = await archive.read(path, MAX_PASSAGES_BYTES);
  const passages = parseLines(path, bytes, passageLineSchema, { complaints, take: (line) => line });
  complaints.end();
  const vectors = vectorPath === null ? undefined : await archive.read(vectorPath, MAX_VECTORS_BYTES);
  if (vectors === undefined || vectorPath === null || form === undefined) {
    return passages.map((passage) => ({ ...passage, embedding: null }));
  }
  const each = form.dimensions * Float32Array.BYTES_PER_ELEMENT;
  if (vectors.byteLength !== passages.length * each) {
    throw problem(
      `${vectorPath} does not hold a vector of ${form.dimensions} numbers for each line of ${path}`,
    );
  }
  return passages.map((passage, index) => {
    const vector = bytesToVector(vectors.subarray(index * each, (index + 1) * each));
    if (!(Math.abs(Math.hypot(...vector) - 1) < UNIT_TOLERANCE)) {
      throw problem(`vector ${index + 1} in ${vectorPath} is not of length 1`);
    }
    return { ...passage, embedding: vectorToBytes(vector) };
  });
}

function problem(what: string): AppError {
  return new AppError('bad_request', `Nothing was imported. ${what}.`);
}
