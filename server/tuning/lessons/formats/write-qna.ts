import { stringify } from 'yaml';
import type { Lesson } from '../types.ts';
import { attributionText } from './attribution.ts';
import {
  MAX_ANSWER_WORDS,
  MAX_CONTEXT_WORDS,
  MIN_QUESTIONS,
  MIN_SEED_EXAMPLES,
  wordCount,
} from './qna-schema.ts';
import { EVERY_DOCUMENT, NO_TASK, patternOf } from './qna-words.ts';

export type ExportFile = { path: string; text: string };

export type QnaExport = {
  files: ExportFile[];
  /** Lessons the format has no place for. */
  leftOut: { lessonId: string; reason: string }[];
  /** What InstructLab would still ask for; Foyer reads such files with `--keep-going`. */
  notes: string[];
};

const SLUG_CHARS = 40;

/**
 * A taxonomy of `qna.yaml` files, version 3, with an `attribution.txt` beside each: a leaf for each document, task,
 * author and licence.
 */
export function writeQna(lessons: readonly Lesson[], organisation: string): QnaExport {
  const written: QnaExport = { files: [], leftOut: [], notes: [] };
  const leaves = new Map<string, Lesson[]>();
  for (const lesson of lessons) {
    const reason = whyLeftOut(lesson);
    if (reason !== undefined) written.leftOut.push({ lessonId: lesson.id, reason });
    else {
      const { kind, documentName, task, author, licence, origin } = lesson;
      const key = JSON.stringify([kind, kind === 'skill' ? task : documentName, author, licence, origin]);
      const leaf = leaves.get(key);
      if (leaf === undefined) leaves.set(key, [lesson]);
      else leaf.push(lesson);
    }
  }
  const paths = new Set<string>();
  for (const leaf of leaves.values()) {
    const [first] = leaf;
    if (first === undefined) continue;
    const path = freePath(first, paths);
    paths.add(path);
    const { data, notes } =
      first.kind === 'skill' ? skillLeaf(first, leaf) : knowledgeLeaf(first, leaf, organisation);
    written.files.push({ path: `${path}/qna.yaml`, text: stringify(data, { lineWidth: 100 }) });
    const { author, licence, origin } = first;
    written.files.push({
      path: `${path}/attribution.txt`,
      text: attributionText({ author, licence, origin }),
    });
    written.notes.push(...notes.map((note) => `${path}/qna.yaml ${note}.`));
  }
  return written;
}

function whyLeftOut({ kind, history, question, answer, context, task }: Lesson): string | undefined {
  if (history.length > 0) return 'qna.yaml has no place for earlier turns';
  if (kind === 'knowledge' && context === undefined) return 'knowledge in a qna.yaml needs a context';
  if (kind === 'knowledge' && task !== undefined) return 'knowledge in a qna.yaml has no place for a task';
  if (wordCount(context ?? '') > MAX_CONTEXT_WORDS)
    return `its context has more than ${MAX_CONTEXT_WORDS} words`;
  const longest = Math.max(wordCount(question), wordCount(answer));
  return longest > MAX_ANSWER_WORDS
    ? `its question or answer has more than ${MAX_ANSWER_WORDS} words`
    : undefined;
}

function knowledgeLeaf({ author, documentName }: Lesson, leaf: readonly Lesson[], organisation: string) {
  const contexts = Map.groupBy(leaf, ({ context = '' }) => context);
  const thin = [...contexts.values()].filter((lessons) => lessons.length < MIN_QUESTIONS).length;
  const data = {
    version: 3,
    created_by: author,
    domain: organisation,
    document_outline: documentName === undefined ? `What ${organisation} says` : `What ${documentName} says`,
    document: { patterns: [documentName === undefined ? EVERY_DOCUMENT : patternOf(documentName)] },
    seed_examples: [...contexts].map(([context, lessons]) => ({
      context,
      questions_and_answers: lessons.map(({ question, answer }) => ({ question, answer })),
    })),
  };
  const short = thin === 0 ? [] : [`has ${thin} contexts with fewer than ${MIN_QUESTIONS} questions`];
  return { data, notes: [...tooFew(contexts.size), ...short] };
}

function skillLeaf({ author, task }: Lesson, leaf: readonly Lesson[]) {
  const data = {
    version: 3,
    created_by: author,
    task_description: task ?? NO_TASK,
    seed_examples: leaf.map(({ question, answer, context }) => ({ question, answer, context })),
  };
  return { data, notes: tooFew(leaf.length) };
}

function tooFew(examples: number): string[] {
  return examples < MIN_SEED_EXAMPLES
    ? [`has ${examples} seed examples; InstructLab asks for at least ${MIN_SEED_EXAMPLES}`]
    : [];
}

function freePath({ kind, documentName, task }: Lesson, taken: ReadonlySet<string>): string {
  const folder = kind === 'skill' ? 'compositional_skills' : 'knowledge';
  const words = (kind === 'skill' ? task : documentName?.replace(/\.\w+$/, '')) ?? '';
  const name = words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, SLUG_CHARS);
  const path = `${folder}/${name.replace(/^_+|_+$/g, '') || 'lessons'}`;
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? path : `${path}_${number}`;
    if (!taken.has(free)) return free;
  }
}
