import { recordAudit } from '../../audit/index.ts';
import type { Complaint } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { LessonSource } from '../../store/index.ts';
import { checkedContent, contentProblems } from './checked-content.ts';
import { findDocuments } from './find-documents.ts';
import { type InsertOutcome, IS_A_TEST, insertPlanned, planInsert } from './insert-lessons.ts';
import { formatOfName, type LessonFormat, readLessons } from './read-lessons.ts';
import { redactRows } from './redact-lessons.ts';
import { type LessonDeps, type ReadFile, type ReadLesson, refusedRows } from './types.ts';

/** Told of one file; who made more mistakes in it mends these first. */
const MAX_COMPLAINTS = 200;

export type LessonFile = {
  name: string;
  bytes: Uint8Array;
  /** What its neighbours say of all lessons in it; what a lesson says itself goes before. */
  licence?: string;
  origin?: string;
};

export type ImportLessonsInput = {
  actor: string;
  botId: string;
  files: readonly LessonFile[];
  /** By each file's name when absent. */
  format?: LessonFormat;
  /** Approves what is new at once; whoever may import so is the caller's business. */
  approve?: boolean;
  /** Keeps what is right in a file that has something wrong in it; else such a file changes nothing. */
  skipInvalid?: boolean;
};

export type LessonFileReport = {
  file: string;
  /** False when something was wrong and nothing of the file was kept. */
  kept: boolean;
  added: number;
  /** Lessons that were there before, or twice in the file. */
  alreadyThere: number;
  /** Rows with something wrong. */
  refused: number;
  /** The first of them, line by line; a row may have several. */
  complaints: Complaint[];
};

export type ImportLessonsReport = {
  added: number;
  alreadyThere: number;
  refused: number;
  files: LessonFileReport[];
};

/**
 * Brings lessons in from files: all of a file or nothing of it, one file after the other. Importing the same again
 * changes nothing.
 * @throws AppError `not_found` when there is no such bot. What is wrong with a file stands in the report
 */
export async function importLessons(
  deps: LessonDeps,
  input: ImportLessonsInput,
): Promise<ImportLessonsReport> {
  await getBot(deps, input.botId);
  const files: LessonFileReport[] = [];
  for (const file of input.files) files.push(await importFile(deps, input, file));
  const sum = (count: 'added' | 'alreadyThere' | 'refused') =>
    files.reduce((total, file) => total + file[count], 0);
  return { added: sum('added'), alreadyThere: sum('alreadyThere'), refused: sum('refused'), files };
}

async function importFile(
  deps: LessonDeps,
  input: ImportLessonsInput,
  file: LessonFile,
): Promise<LessonFileReport> {
  const { actor, botId, approve = false, skipInvalid = false } = input;
  const format = input.format ?? formatOfName(file.name);
  const read = checked(file, readAttributed(file, format));
  const named = await findDocuments(deps.store.db, botId, read.lessons);
  const contents = await redactRows(
    deps.store.db,
    botId,
    named.map(({ content }) => checkedContent(content)),
  );
  const at = deps.clock.now();
  const source: LessonSource = format ?? 'form';
  return deps.store.transact(async (tx) => {
    const state = approve ? 'approved' : 'draft';
    const about = { botId, source, state, author: actor, reviewer: approve ? actor : null, at } as const;
    const plan = await planInsert(tx, { ...about, contents });
    const complaints = [...read.complaints, ...clashes(file, read.lessons, plan.outcomes)];
    const count = (type: InsertOutcome['type']) =>
      plan.outcomes.filter((outcome) => outcome.type === type).length;
    const kept = complaints.length === 0 || skipInvalid;
    const report = {
      file: file.name,
      kept,
      refused: refusedRows(complaints),
      complaints: complaints.slice(0, MAX_COMPLAINTS),
    };
    if (!kept) return { ...report, added: 0, alreadyThere: 0 };
    const counts = { added: count('new'), alreadyThere: count('there') };
    if (counts.added > 0) {
      await insertPlanned(tx, plan);
      const details = { ...counts, refused: refusedRows(complaints), source, state };
      await recordAudit(tx, { at, actor, verb: 'importLessons', subject: `bot:${botId}`, details });
    }
    return { ...report, ...counts };
  });
}

/** A lesson that is empty or too long is a complaint too, whatever the format allows. */
function checked({ name: file }: LessonFile, { lessons, complaints }: ReadFile): ReadFile {
  const sound: ReadLesson[] = [];
  const all = [...complaints];
  for (const lesson of lessons) {
    const { line, column, field: at } = lesson;
    const problems = contentProblems(lesson.content);
    if (problems.length === 0) sound.push(lesson);
    for (const { field, message } of problems) {
      all.push({ file, line, column, field: at === undefined ? field : `${at}.${field}`, message });
    }
  }
  return { lessons: sound, complaints: all.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

/** With what is said of all lessons of a file, where a lesson says nothing else. */
function readAttributed({ name, bytes, licence, origin }: LessonFile, format?: LessonFormat): ReadFile {
  const about = { ...(licence && { licence }), ...(origin && { origin }) };
  const { lessons, complaints } = readLessons(name, bytes, format);
  return {
    lessons: lessons.map((lesson) => ({ ...lesson, content: { ...about, ...lesson.content } })),
    complaints,
  };
}

function clashes(
  { name }: LessonFile,
  lessons: readonly ReadLesson[],
  outcomes: readonly InsertOutcome[],
): Complaint[] {
  return lessons.flatMap(({ line, column, field }, index): Complaint[] => {
    if (outcomes[index]?.type !== 'is-a-test') return [];
    return [{ file: name, line, column, field: field ?? 'question', message: IS_A_TEST }];
  });
}
