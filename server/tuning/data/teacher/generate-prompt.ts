import { withoutThoughts } from './judge-prompts.ts';

/** More of one passage would ask for its asides. */
const PAIRS_PER_PASSAGE = 3;
/** What a teacher says of a passage that tells nothing. */
const NOTHING = 'NONE';
const MAX_QUESTION_CHARS = 160;
const MAX_ANSWER_CHARS = 320;
const SHOWN_CHARS = 80;

export type GeneratedPair = { question: string; answer: string };
export type Generated = { pairs: GeneratedPair[]; malformed: (GeneratedPair & { reason: string })[] };

export const GENERATE_SYSTEM = `You write questions that customers ask, each with its answer, from one help page. You use only what the page says.`;

/** The InstructLab way: from one passage, what it answers, in its own words. */
export function generatePrompt({ titlePath, text }: { titlePath: readonly string[]; text: string }): string {
  return `Help page "${titlePath.join(' › ')}":
"""
${text}
"""

Write up to ${PAIRS_PER_PASSAGE} questions that a customer would ask and this page answers.
- A question stands alone: it names the thing it is about, and never says "the page", "the text" or "according to".
- It sounds like a person typing, in the language of the page, and asks one thing.
- The answer is one or two short sentences in the page's own words, as near to a quotation as grammar allows. Copy numbers and names exactly.
- Add nothing that the page does not say.
If the page tells a customer nothing, write ${NOTHING}.

Write exactly so, and nothing else:
Q: the question
A: the answer`;
}

/** Questions and answers of a reply, and what of it could not be read. */
export function readPairs(reply: string): Generated {
  const text = withoutThoughts(reply);
  if (new RegExp(`^\\W*${NOTHING}\\W*$`, 'i').test(text)) return { pairs: [], malformed: [] };
  const found = pairsIn(text);
  if (found.length === 0) {
    const reason = `the teacher wrote no question and answer: "${shortened(text)}"`;
    return { pairs: [], malformed: [{ question: '', answer: '', reason }] };
  }
  const generated: Generated = { pairs: [], malformed: [] };
  for (const pair of found) {
    const reason = flawOf(pair);
    if (reason === undefined) generated.pairs.push(pair);
    else generated.malformed.push({ ...pair, reason });
  }
  return generated;
}

function pairsIn(text: string): GeneratedPair[] {
  const pairs: GeneratedPair[] = [];
  let field: keyof GeneratedPair | undefined;
  for (const line of text.split('\n')) {
    const bare = line.replace(/\*\*|__/g, '').trim();
    const labelled =
      /^(?:[-*•#]+\s*)?(?:\d+[.)]\s*)?\[?(Q|Question|A|Answer)\s*\d{0,2}\]?\s*[:.]\s*(.*)$/i.exec(bare);
    const current = pairs.at(-1);
    if (labelled === null) {
      if (bare === '') field = undefined;
      else if (field !== undefined && current !== undefined)
        current[field] = `${current[field]} ${bare}`.trim();
    } else if (/^q/i.test(labelled[1] ?? '')) {
      pairs.push({ question: labelled[2] ?? '', answer: '' });
      field = 'question';
    } else if (current?.answer === '') {
      current.answer = labelled[2] ?? '';
      field = 'answer';
    } else {
      pairs.push({ question: '', answer: labelled[2] ?? '' });
      field = undefined;
    }
  }
  return pairs;
}

function flawOf({ question, answer }: GeneratedPair): string | undefined {
  if (question === '') return 'the teacher wrote an answer without a question';
  if (answer === '') return 'the teacher wrote a question without an answer';
  if (!question.endsWith('?')) return 'the teacher wrote a question that asks nothing';
  if (question.length > MAX_QUESTION_CHARS)
    return `the question has more than ${MAX_QUESTION_CHARS} characters`;
  if (answer.length > MAX_ANSWER_CHARS) return `the answer has more than ${MAX_ANSWER_CHARS} characters`;
  if (/\b(?:the|this) (?:help )?(?:page|text|passage|document|article)\b|\baccording to\b/i.test(question))
    return 'the question points at the page instead of asking by itself';
  return undefined;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > SHOWN_CHARS ? `${line.slice(0, SHOWN_CHARS - 1)}…` : line;
}
