import { capitalised } from '../base/index.ts';
import { words } from './words.ts';

/** More would make a conversation of one message; what follows stays with the last. */
const MAX_QUESTIONS = 2;
const MIN_WORDS = 3;
const ASKS =
  '(?:how|what|when|where|which|who|why|can|could|do|does|did|is|are|may|will|would|should|have|has)';
const BEGINS = new RegExp(`^(?:and|also|plus|oh|then|hi|hello|hey|please|or)?[\\s,]*${ASKS}\\b`, 'i');
/** After a question mark, or at an `and` with a question on either side. */
const BORDERS = new RegExp(
  `(?<=\\?)\\s+|(?<![\\s,]),?\\s+(?:and|also)\\s+(?=${ASKS}\\s+(?:i|you|we|it|they|the|my|your|long|much|many|about|there|do|does|is|are|can|if)\\b)`,
  'i',
);

/** The questions of a message that asks two at once; else the message as it is. */
export function splitQuestions(message: string): string[] {
  const found = message.split(BORDERS);
  const isEach = found.every((part) => BEGINS.test(part.trim()) && words(part).length >= MIN_WORDS);
  if (found.length < 2 || !isEach) return [message];
  const last = found.slice(MAX_QUESTIONS - 1).join(' ');
  return [...found.slice(0, MAX_QUESTIONS - 1), last].map(asQuestion);
}

function asQuestion(part: string): string {
  const trimmed = part.trim().replace(/^(?:and|also|plus|oh|then)[\s,]+/i, '');
  const begun = capitalised(trimmed);
  return /[?.!]$/.test(begun) ? begun : `${begun}?`;
}
