import type { z } from 'zod';
import type { DecisionModel } from '../../answering/index.ts';
import { approvedColumns } from '../../bots/index.ts';
import { type NewCrawl, ownWordColumns, siteAddress } from '../../knowledge/index.ts';
import {
  type CarriedLesson,
  carriedLessonColumns,
  carriedTestColumns,
  readDecisionModel,
} from '../../tuning/index.ts';
import type { TeachingMaterial } from '../insert-teaching-material.ts';
import type { KeptOverlap } from '../kept-overlaps.ts';
import { MAX_LIST_BYTES, readDocument, readDocumentLines, type VectorForm } from './check-documents.ts';
import {
  approvedLineSchema,
  botFileSchema,
  cannedLineSchema,
  type DocumentLine,
  lessonLineSchema,
  overlapLineSchema,
  PATHS,
  siteLineSchema,
  testLineSchema,
  type VersionFile,
  versionFileSchema,
  withheldLineSchema,
  wordLineSchema,
} from './format.ts';
import type { BotArchive } from './open-archive.ts';
import { Complaints, onlyOnce, parseJsonFile, parseLines } from './parse.ts';
import { msOrNull } from './times.ts';

type BotPart = z.infer<typeof botFileSchema>;

/** A bot's file in which everything is as it must be. Documents are read once more when they are written. */
export type CheckedBotFile = {
  bot: Omit<BotPart, 'decision'>;
  /** Left out where it is of another release. */
  decision: { model: DecisionModel; questions: number; fittedBy: string } | undefined;
  documents: DocumentLine[];
  withheld: z.infer<typeof withheldLineSchema>[];
  overlaps: KeptOverlap[];
  sites: NewCrawl[];
  teaching: TeachingMaterial;
  version: VersionFile | undefined;
};

type Progress = (done: number) => Promise<void> | void;

/**
 * Reads all of a bot's file and judges it, before anything is written.
 * @throws AppError `bad_request` with a sentence for each mistake, entry and line first; `too_large`
 */
export async function checkBotFile(
  archive: BotArchive,
  { form, onProgress }: { form: VectorForm; onProgress?: Progress },
  signal?: AbortSignal,
): Promise<CheckedBotFile> {
  const complaints = new Complaints();
  const { decision, ...bot } = parseJsonFile(
    PATHS.bot,
    await archive.read(PATHS.bot, MAX_LIST_BYTES),
    botFileSchema,
  );
  const documents = await readDocumentLines(archive, complaints);
  const checked = {
    bot,
    decision: fittedDecision(decision),
    documents,
    withheld: await readWithheld(archive, complaints),
    overlaps: await readOverlaps(archive, complaints),
    sites: await readSites(archive, complaints),
    teaching: await readTeaching(archive, complaints),
    version: await readVersionFile(archive),
  };
  requireNothingElse(archive, documents, complaints);
  complaints.end();
  let done = 0;
  for (const line of documents) {
    signal?.throwIfAborted();
    const { bytes } = await readDocument(archive, line, form);
    done += bytes.byteLength;
    await onProgress?.(done);
  }
  return checked;
}

function fittedDecision(decision: BotPart['decision']): CheckedBotFile['decision'] {
  if (decision === null) return undefined;
  const model = readDecisionModel(decision.model);
  return model && { ...decision, model };
}

async function readWithheld(archive: BotArchive, complaints: Complaints) {
  const once = onlyOnce(complaints, 'this text');
  return await readList(archive, PATHS.withheld, withheldLineSchema, complaints, (line, place) => {
    once(line.sha256, place);
    return line;
  });
}

async function readOverlaps(archive: BotArchive, complaints: Complaints): Promise<KeptOverlap[]> {
  if (!archive.entry(PATHS.overlaps)) return [];
  const once = onlyOnce(complaints, 'this pair of texts');
  return await readList(archive, PATHS.overlaps, overlapLineSchema, complaints, (line, place) => {
    once(line.key, place);
    return { ...line, keptAt: Date.parse(line.keptAt) };
  });
}

async function readSites(archive: BotArchive, complaints: Complaints): Promise<NewCrawl[]> {
  const once = onlyOnce(complaints, 'this site');
  return await readList(archive, PATHS.sites, siteLineSchema, complaints, (line, place) => {
    const startUrl = siteAddress(line.startUrl);
    once(startUrl, place);
    return { ...line, startUrl };
  });
}

async function readWords(archive: BotArchive, complaints: Complaints): Promise<TeachingMaterial['words']> {
  if (!archive.entry(PATHS.words)) return [];
  const once = onlyOnce(complaints, 'this word of customers');
  return await readList(archive, PATHS.words, wordLineSchema, complaints, (line, place) => {
    const columns = ownWordColumns(line);
    once(columns.said_key, place);
    const addedAt = Date.parse(line.addedAt);
    return { ...columns, added_by: line.addedBy, created_at: addedAt, updated_at: addedAt };
  });
}

/** What is kept of the lists, as rows; a question is a lesson or a test, never both. */
async function readTeaching(archive: BotArchive, complaints: Complaints): Promise<TeachingMaterial> {
  const approvedOnce = onlyOnce(complaints, 'this question');
  const approved = await readList(archive, PATHS.approved, approvedLineSchema, complaints, (line, place) => {
    const columns = approvedColumns({ ...line, expiresAt: msOrNull(line.expiresAt) });
    approvedOnce(columns.question, place);
    return columns;
  });
  const lessonOnce = onlyOnce(complaints, 'this lesson');
  const taught = new Map<string, string>();
  const lessons = await readList(archive, PATHS.lessons, lessonLineSchema, complaints, (line, place) => {
    const columns = carriedLessonColumns(line as CarriedLesson);
    lessonOnce(columns.content_hash, place);
    taught.set(columns.question_key, place);
    return columns;
  });
  const testOnce = onlyOnce(complaints, 'a test of this name');
  const tests = await readList(archive, PATHS.tests, testLineSchema, complaints, (line, place) => {
    const columns = carriedTestColumns(line as Parameters<typeof carriedTestColumns>[0]);
    testOnce(columns.name, place);
    const lesson = taught.get(columns.question_key);
    if (lesson !== undefined)
      complaints.add(place, `what is taught cannot be tested, and ${lesson} teaches it`);
    return columns;
  });
  const cannedOnce = onlyOnce(complaints, 'this shortcut');
  const canned = await readList(archive, PATHS.canned, cannedLineSchema, complaints, (line, place) => {
    cannedOnce(line.shortcut, place);
    return line;
  });
  return { approved, words: await readWords(archive, complaints), lessons, tests, canned };
}

async function readList<T extends z.ZodType, Kept>(
  archive: BotArchive,
  path: string,
  schema: T,
  complaints: Complaints,
  take: (line: z.output<T>, place: string) => Kept,
): Promise<Kept[]> {
  const bytes = await archive.read(path, MAX_LIST_BYTES);
  return parseLines(path, bytes, schema, { complaints, take });
}

async function readVersionFile(archive: BotArchive): Promise<VersionFile | undefined> {
  if (archive.manifest.model === null) return undefined;
  const bytes = await archive.read(PATHS.version, MAX_LIST_BYTES);
  return parseJsonFile(PATHS.version, bytes, versionFileSchema);
}

/** What nothing refers to would be lost without a word. */
function requireNothingElse(
  archive: BotArchive,
  documents: readonly DocumentLine[],
  complaints: Complaints,
): void {
  const parts = documents.flatMap(({ file, passages, vectors }) => [file, passages, vectors]);
  const known = new Set<string | null>([...Object.values(PATHS), ...parts]);
  for (const { path } of archive.manifest.entries) {
    if (!known.has(path)) complaints.add(path, 'nothing in this archive refers to it');
  }
}
