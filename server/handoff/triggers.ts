import type { HandoffSettings, TriggerAction } from '../bots/index.ts';
import { findAnger } from './anger.ts';

export type TextTrigger = { reason: 'keyword' | 'anger'; action: TriggerAction; word: string };

/** Shouting alone is a habit; with several exclamation marks it is anger. */
const MIN_SHOUTED_LETTERS = 12;

/** What in a visitor's own words calls for a person: a word that the admin listed, or anger. Keywords go first. */
export function findTextTrigger(text: string, settings: HandoffSettings): TextTrigger | undefined {
  const { actions } = settings;
  const folded = ` ${fold(text)} `;
  const word = settings.keywords.find((keyword) => folded.includes(` ${fold(keyword)} `));
  if (word !== undefined && actions.keyword !== 'off') {
    return { reason: 'keyword', action: actions.keyword, word };
  }
  const angry = findAnger(text) ?? (isShouted(text) ? 'shouting' : undefined);
  if (angry !== undefined && actions.anger !== 'off') {
    return { reason: 'anger', action: actions.anger, word: angry };
  }
  return undefined;
}

/** Words in lower case without diacritics, one space between; an empty keyword matches nothing. */
function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? ['\u0000']).join(' ');
}

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const upper = text.match(/\p{Lu}/gu) ?? [];
  return /!{2,}/.test(text) && letters.length >= MIN_SHOUTED_LETTERS && upper.length > 0.8 * letters.length;
}
