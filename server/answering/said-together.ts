import { boundClaims, boundClaimsOf } from './claims.ts';
import type { Evidence, EvidenceSentence } from './evidence.ts';
import { isItem } from './list-marks.ts';
import { rowOf } from './table-rows.ts';
import { coverage } from './words.ts';
import { wrongRow } from './wrong-row.ts';

/**
 * Numbers of one clause must stand in one sentence or row of the passage, or in two sentences that follow each other; a number
 * that only rows of a table have, in the row that the sentence is about, or that the question asks for.
 */
export function notSaidTogether(
  sentence: string,
  stems: readonly string[],
  { sentences, titled }: Evidence,
  question: string,
): string | undefined {
  const always = new Set(boundClaims(titled));
  for (const clause of sentence.split(/[,;:]\s|\b(?:and|but|or|if|when|while)\b/i)) {
    const made = boundClaimsOf(clause).filter((claim) => !always.has(claim));
    if (made.length === 0) continue;
    const holders = sentences.filter((_item, at) => holds(togetherAt(sentences, at), made));
    if (made.length > 1 && holders.length === 0) return made.join(', ');
    const counted = made.filter((claim) => /^[\d.:]+$/.test(claim));
    const alone = holders.filter((holder) => holds([holder], counted));
    if (counted.length > 1 && alone.length > 0 && alone.every((holder) => setsApart(holder, counted)))
      return counted.join(', ');
    const ofRows = holders.length > 0 && holders.every(isRow);
    const meant = (rows: readonly EvidenceSentence[]) =>
      Math.max(...rows.map((row) => coverage(stems, row.stems)));
    if (ofRows && meant(holders) < meant(sentences.filter(isRow))) return made.join(', ');
    const other = ofRows ? wrongRow(made, { clause, sentence }, question, { sentences }) : undefined;
    if (other !== undefined) return other;
  }
  return undefined;
}

/** Between `between £5 and £9` and `25 and 26 December` the numbers belong together. */
const PARTS = /[,;]\s|\b(?:and|but|or|if|when|while)\b(?!\s*[£€$¥]?\d)/i;

/** Whether a line of prose has numbers in different parts of it alone: `a jacket takes 2 hours and a tent up to 3` says nothing of 2 and 3. */
function setsApart({ text }: EvidenceSentence, made: readonly string[]): boolean {
  if (rowOf(text) !== undefined) return false;
  const parts = text.split(PARTS).map(boundClaimsOf);
  const known = parts.flat();
  return (
    made.every((claim) => known.includes(claim)) &&
    !parts.some((part) => made.every((claim) => part.includes(claim)))
  );
}

/** A sentence with the one that follows it, unless either is a row or an item of a list. */
function togetherAt(sentences: readonly EvidenceSentence[], at: number): EvidenceSentence[] {
  const [item, next] = sentences.slice(at, at + 2);
  if (item === undefined) return [];
  const areLines = [item, next].some((line) => line !== undefined && (isRow(line) || isItem(line.text)));
  return next?.heading === item.heading && !areLines ? [item, next] : [item];
}

/** Whether each of the numbers made stands in one of the sentences. */
export function holds(sentences: readonly EvidenceSentence[], made: readonly string[]): boolean {
  return made.every((claim) => sentences.some(({ claims }) => boundClaims(claims).includes(claim)));
}

/** A table's row of several cells, as it is rendered: `Size: M; Chest: 96 cm`, `Canoe; £9; £24`. */
function isRow({ text }: EvidenceSentence): boolean {
  return /^[^;:]+: [^;]+; [^;:]+: /.test(text) || /^[^;:.]+; [^;]+; [^;]+$/.test(text);
}
