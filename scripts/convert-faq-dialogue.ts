/**
 * dstc11-track5 style dialogues over FAQs and reviews -> corpus.jsonl and questions.jsonl for `foyer eval`.
 *
 * Only turns that seek knowledge become questions: all are answerable. The others (booking requests, courtesy) ask nothing that
 * the snippets could answer and are left out rather than counted as unanswerable. A snippet's title names its hotel or restaurant.
 */
import { foldersFromArguments, readJsonLines, writeJsonLines } from './conversion.ts';

type Snippet = { id: string; entity: string; title: string; text: string };
type Turn = {
  id: string;
  knowledge_seeking: boolean;
  history: { role: 'user' | 'assistant'; content: string }[];
  question: string;
  gold_ids?: string[];
  reference?: string;
};

const { input, output } = foldersFromArguments('convert-faq-dialogue.ts');
const snippets = await readJsonLines<Snippet>(input, 'passages.jsonl');
const turns = (await readJsonLines<Turn>(input, 'tasks.dev.jsonl')).filter((turn) => turn.knowledge_seeking);
await writeJsonLines(
  output,
  'corpus.jsonl',
  snippets.map(({ id, entity, title, text }) => ({
    id,
    title: [entity, title].filter(Boolean).join(': '),
    text,
  })),
);
await writeJsonLines(
  output,
  'questions.jsonl',
  turns.map(({ id, question, history, gold_ids, reference }) => ({
    id,
    question,
    history,
    gold_ids,
    reference,
    answerable: true,
  })),
);
process.stdout.write(`${output}: ${snippets.length} passages, ${turns.length} questions\n`);
