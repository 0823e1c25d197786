/** What a judge may say, and nothing else. */
export const VERDICTS = { yes: 'YES', no: 'NO' } as const;

export type Judged = { passage: string; question: string; answer: string };
export type Judge = {
  name: 'faithfulness' | 'relevance' | 'self-containedness';
  system: string;
  user(judged: Judged): string;
  /** What a NO means, for the row that is dropped. */
  refusal: string;
};

const SAY_ONE_WORD = `Reply with one word: ${VERDICTS.yes} or ${VERDICTS.no}.`;

/** InstructLab's three filters, the most telling first. */
export const JUDGES: readonly Judge[] = [
  {
    name: 'faithfulness',
    system: `You check answers against a help page. Reply ${VERDICTS.yes} when the page alone proves every word of the answer, numbers and conditions included. Reply ${VERDICTS.no} when anything is missing, added or changed. ${SAY_ONE_WORD}`,
    user: ({ passage, question, answer }) =>
      `Help page:\n"""\n${passage}\n"""\n\nQuestion: ${question}\nAnswer: ${answer}\n\nDoes the page prove the whole answer? ${SAY_ONE_WORD}`,
    refusal: 'the teacher found that the page does not prove the answer',
  },
  {
    name: 'relevance',
    system: `You check whether an answer answers its question. Reply ${VERDICTS.yes} when a customer who asked would know what they wanted to know. Reply ${VERDICTS.no} when the answer is about something else, or leaves the question open. ${SAY_ONE_WORD}`,
    user: ({ question, answer }) =>
      `Question: ${question}\nAnswer: ${answer}\n\nDoes the answer answer the question? ${SAY_ONE_WORD}`,
    refusal: 'the teacher found that the answer does not answer the question',
  },
  {
    name: 'self-containedness',
    system: `You check whether a question can be understood by itself. Reply ${VERDICTS.yes} when somebody who has read nothing knows what is asked about. Reply ${VERDICTS.no} when it points at a text, or says "it", "this" or "they" of something that it does not name. ${SAY_ONE_WORD}`,
    user: ({ question }) =>
      `Question: ${question}\n\nCan the question be understood by itself? ${SAY_ONE_WORD}`,
    refusal: 'the teacher found that the question cannot be understood by itself',
  },
];

/** Undefined where a reply is neither a clear YES nor a clear NO. */
export function readVerdict(reply: string): boolean | undefined {
  const text = withoutThoughts(reply)
    .replace(/[*_`#>"'“”]/g, '')
    .trim();
  if (/\bYES\b/.test(text) && /\bNO\b/.test(text)) return undefined;
  const found =
    /^(?:(?:final )?(?:answer|verdict|judge?ment|reply)\s*(?:is)?\s*:?\s+)?(yes|no)(?=\s*(?:$|[.,:;!\n(–—-]))/i.exec(
      text,
    ) ?? /^(YES|NO)\b(?!\s*(?:or|\/))/.exec(text);
  return found === null ? undefined : found[1]?.toLowerCase() === 'yes';
}

/** A reply without what reasoning models say to themselves. */
export function withoutThoughts(reply: string): string {
  return reply.replace(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/gi, '').trim();
}
