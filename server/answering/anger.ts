import { letsOffSteam } from '../handoff/index.ts';
import { words } from './words.ts';

/** A clause that asks is about something, however it is said. */
const ASKS =
  /\?|(?:^|[.,;:!–-] +|\b(?:and|but|so) )(?:(?:hi|hello|hey)[, ]+)?(?:how (?!dare|many times|much longer|often)|what (?!an?\b)|when\b|where\b|which\b|who\b|why\b|can\b|could\b|do\b|does\b|is\b|are\b|may\b|will\b|would\b)/i;
const MAX_ANGRY_WORDS = 40;

/** Whether a text asks something, with or without a question mark. */
export function asks(text: string): boolean {
  return ASKS.test(text);
}

/** Whether somebody lets off steam and asks nothing. */
export function isAngry(text: string): boolean {
  if (asks(text) || words(text).length > MAX_ANGRY_WORDS) return false;
  return letsOffSteam(text);
}
