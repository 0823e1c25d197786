import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Complaint } from '../../../base/index.ts';
import { fieldName } from '../../../contract/index.ts';
import type { LessonContent, ReadFile, ReadLesson } from '../types.ts';
import { knowledgeSchema, sentenceOf, skillSchema } from './qna-schema.ts';
import { documentOf, NO_TASK } from './qna-words.ts';
import { yamlProblem } from './yaml-problem.ts';

type Path = readonly PropertyKey[];
type Place = { line: number; column: number };

/**
 * Reads a `qna.yaml` of InstructLab's taxonomy, version 3, of knowledge or of a skill; which one, its fields tell.
 * Every complaint names line, column and field. What a complaint is not about is still read.
 */
export function readQna(text: string, file: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const complaints = document.errors.map((error): Complaint => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { file, line, column: col, message: `This is not YAML: ${yamlProblem(error)}` };
    });
    return { lessons: [], complaints };
  }
  const data = plainValueOf(document);
  if (data === undefined || !isMap(document.contents)) {
    return { lessons: [], complaints: [{ file, line: 1, column: 1, message: whyNoFields(document) }] };
  }
  const placeOf = (path: Path) => placeIn(document, lines, path);
  const isSkill = document.has('task_description') || (!document.has('domain') && !document.has('document'));
  const parsed = (isSkill ? skillSchema : knowledgeSchema).safeParse(data, { error: sentenceOf });
  const issues = parsed.error?.issues.flatMap(oneKeyEach) ?? [];
  const complaints = issues.map(
    ({ path, message }): Complaint => ({
      file,
      ...placeOf(path),
      ...(path.length > 0 && { field: fieldName(path) }),
      message,
    }),
  );
  const isSound = (path: Path) => !issues.some((issue) => startsWith(issue.path, path) && !isTooFew(issue));
  const lessons = (isSkill ? skillLessons(data) : knowledgeLessons(data))
    .filter(({ paths }) => paths.every(isSound))
    .map(
      ({ path, content, documents }): ReadLesson => ({
        content,
        ...placeOf(path),
        field: fieldName(path),
        ...(documents.length > 0 && { documents }),
      }),
    );
  return { lessons, complaints };
}

type Found = { path: Path; paths: Path[]; content: LessonContent; documents: string[] };
type Loose = Record<string, unknown>;

function knowledgeLessons(data: Loose): Found[] {
  const patterns = listOf(recordOf(data['document'])['patterns']).filter(
    (pattern) => typeof pattern === 'string',
  );
  const documents = patterns.map(documentOf).filter((name) => name !== undefined);
  return listOf(data['seed_examples']).flatMap((example, index) => {
    const { context, questions_and_answers: pairs } = recordOf(example);
    return listOf(pairs).map((pair, position): Found => {
      const seed = ['seed_examples', index];
      const path = [...seed, 'questions_and_answers', position];
      const { question, answer } = recordOf(pair);
      const content = {
        kind: 'knowledge' as const,
        ...wordsOf({ context, question, answer }),
        ...authorOf(data),
      };
      return { path, paths: [path, [...seed, 'context']], content, documents };
    });
  });
}

function skillLessons(data: Loose): Found[] {
  const { task_description: task } = data;
  return listOf(data['seed_examples']).map((example, index): Found => {
    const path = ['seed_examples', index];
    const hasTask = typeof task === 'string' && task.trim() !== NO_TASK;
    const content = {
      kind: 'skill' as const,
      ...wordsOf(recordOf(example)),
      ...authorOf(data),
      ...(hasTask && { task: task.trim() }),
    };
    return { path, paths: [path], content, documents: [] };
  });
}

function wordsOf({ question, answer, context }: Loose): LessonContent {
  const words = { question: textOf(question), answer: textOf(answer) };
  return context === undefined ? words : { ...words, context: textOf(context) };
}

function authorOf({ created_by: author }: Loose): { author?: string } {
  return typeof author === 'string' && author.trim() !== '' ? { author: author.trim() } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {};
}

/** Undefined where aliases would blow the file up beyond reason. */
function plainValueOf(document: Document): Loose | undefined {
  try {
    return recordOf(document.toJS({ maxAliasCount: 20 }));
  } catch (thrown) {
    if (thrown instanceof ReferenceError) return undefined;
    throw thrown;
  }
}

function whyNoFields({ contents }: Document): string {
  if (contents === null) return 'The file is empty.';
  if (!isMap(contents)) return 'This is YAML, but no qna.yaml: it has no fields such as "seed_examples".';
  return 'The file refers to its own parts too often. Write them out.';
}

/** An unknown field is a complaint of its own, at the field. */
function oneKeyEach(issue: z.core.$ZodIssue): { path: Path; message: string; code: string }[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  const message = 'is not a field of this format. Check its spelling, or take it out';
  return issue.keys.map((key) => ({ path: [...issue.path, key], message, code: issue.code }));
}

/** That there are too few is said of a list, and says nothing against what is in it. */
function isTooFew({ path }: { path: Path }): boolean {
  return path.at(-1) === 'questions_and_answers' || path.at(-1) === 'seed_examples';
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((part, index) => path[index] === part);
}

/** Of the field itself, or of the part that should have it. */
function placeIn(document: Document, lines: LineCounter, path: Path): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    const key = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === last)?.key
      : document.getIn(path.slice(0, length), true);
    if (isNode(key) && key.range) {
      const { line, col } = lines.linePos(key.range[0]);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}
