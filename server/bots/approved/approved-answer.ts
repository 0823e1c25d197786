import { AppError, parseJson } from '../../base/index.ts';
import type { ApprovedAnswerTable } from '../../store/index.ts';

/** A question is a sentence or two; an answer is read in a chat window. */
const MAX_QUESTION_CHARS = 400;
const MAX_ANSWER_CHARS = 2_000;
const MAX_PARAPHRASES = 30;

/** A fixed answer to a question, said word for word, with no model involved. */
export type ApprovedAnswer = {
  id: string;
  botId: string;
  question: string;
  /** Other ways to ask it. */
  paraphrases: string[];
  answer: string;
  /** Who answers for its being right. */
  owner: string;
  /** Milliseconds since the epoch after which it is not said any more. */
  expiresAt: number | null;
  enabled: boolean;
  /** How often it was said. */
  hits: number;
  lastHitAt: number | null;
  version: number;
  createdAt: number;
  updatedAt: number;
};

export type ApprovedContent = Pick<
  ApprovedAnswer,
  'question' | 'paraphrases' | 'answer' | 'owner' | 'expiresAt' | 'enabled'
>;

export function approvedFromRow(row: ApprovedAnswerTable): ApprovedAnswer {
  return {
    id: row.id,
    botId: row.bot_id,
    question: row.question,
    paraphrases: phrasesOf(row.paraphrases),
    answer: row.answer,
    owner: row.owner,
    expiresAt: row.expires_at,
    enabled: row.enabled === 1,
    hits: row.hits,
    lastHitAt: row.last_hit_at,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** What the audit record compares. */
export function contentOf(row: ApprovedAnswerTable): ApprovedContent {
  const { question, paraphrases, answer, owner, expiresAt, enabled } = approvedFromRow(row);
  return { question, paraphrases, answer, owner, expiresAt, enabled };
}

export function columnsOf(content: ApprovedContent) {
  return {
    question: content.question,
    paraphrases: JSON.stringify(content.paraphrases),
    answer: content.answer,
    owner: content.owner,
    expires_at: content.expiresAt,
    enabled: content.enabled ? 1 : 0,
  };
}

/** An approved answer of another bot as columns. @throws AppError `bad_request` naming the field */
export function approvedColumns(content: ApprovedContent) {
  return columnsOf(checkedApproved(content));
}

/** Trimmed, repeats taken out. @throws AppError `bad_request` naming the field */
export function checkedApproved(content: ApprovedContent): ApprovedContent {
  const question = checked('question', content.question, MAX_QUESTION_CHARS);
  const paraphrases = [...new Set(content.paraphrases.map((text) => text.trim()))].filter(
    (text) => text !== '' && text !== question,
  );
  if (paraphrases.length > MAX_PARAPHRASES) {
    throw new AppError('bad_request', `An approved answer takes at most ${MAX_PARAPHRASES} paraphrases.`);
  }
  for (const text of paraphrases) checked('paraphrase', text, MAX_QUESTION_CHARS);
  return { ...content, question, paraphrases, answer: checked('answer', content.answer, MAX_ANSWER_CHARS) };
}

function checked(field: string, text: string, maxChars: number): string {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= maxChars) return trimmed;
  throw new AppError('bad_request', `An approved answer needs a ${field} of 1 to ${maxChars} characters.`);
}

function phrasesOf(json: string): string[] {
  const value = parseJson(json);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
