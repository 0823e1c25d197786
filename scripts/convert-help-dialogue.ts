/**
 * mt-rag-benchmark style dialogues over help pages -> corpus.jsonl and questions.jsonl for `foyer eval`.
 *
 * How the kinds count: ANSWERABLE and PARTIAL are answerable (a partial answer is still to be given); UNANSWERABLE is not;
 * UNDERSPECIFIED (the right reaction is to ask back) carries no `answerable`, so refusal measures leave it out. Every kind with
 * gold passages counts in retrieval, partial and underspecified too.
 */
import { foldersFromArguments, readJsonLines, writeJsonLines } from './conversion.ts';

type Passage = { id: string; text: string };
type Task = {
  id: string;
  question: string;
  history: { role: 'user' | 'assistant'; content: string }[];
  answerability: 'ANSWERABLE' | 'PARTIAL' | 'UNANSWERABLE' | 'UNDERSPECIFIED';
  reference?: string;
  gold_ids?: string[];
};

const ANSWERABLE: Record<Task['answerability'], boolean | undefined> = {
  ANSWERABLE: true,
  PARTIAL: true,
  UNANSWERABLE: false,
  UNDERSPECIFIED: undefined,
};

const { input, output } = foldersFromArguments('convert-help-dialogue.ts');
const passages = await readJsonLines<Passage>(input, 'passages.jsonl');
const tasks = await readJsonLines<Task>(input, 'tasks.dev.jsonl');
const questions = tasks.map((task) => ({
  id: task.id,
  question: task.question,
  history: task.history,
  gold_ids: task.gold_ids ?? [],
  reference: task.reference,
  answerable: ANSWERABLE[task.answerability],
  kind: task.answerability.toLowerCase(),
}));
await writeJsonLines(
  output,
  'corpus.jsonl',
  passages.map(({ id, text }) => ({ id, text })),
);
await writeJsonLines(output, 'questions.jsonl', questions);
process.stdout.write(`${output}: ${passages.length} passages, ${questions.length} questions\n`);
