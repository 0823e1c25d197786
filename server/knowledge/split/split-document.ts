import type { Block } from '../extract/blocks.ts';
import type { ReadPassage } from '../types.ts';
import { type Atom, atomsOf } from './atoms.ts';
import { countWords } from './count-words.ts';
import { type Section, sectionsOf } from './sections.ts';

/** The embedder reads about 200 words; more would be cut off unseen. */
const MAX_WORDS = 220;
/** A long section is cut into equal parts of about this. */
const TARGET_WORDS = 160;
/** A section below this joins its neighbours under the same heading, up to `JOINED_WORDS`. */
const SMALL_WORDS = 40;
const JOINED_WORDS = 120;

/**
 * A document's passages, in order. Each stands under one heading (or a few small sections of one parent), is cut only
 * between sentences, list items and table rows, and holds at most 220 words. The same input gives the same passages.
 */
export function splitDocument(document: {
  title: string;
  blocks: readonly Block[];
  separateSections?: boolean;
}): ReadPassage[] {
  const sections = sectionsOf(document.title, document.blocks).map(weigh);
  const joined = document.separateSections === true ? sections : joinSmall(sections);
  return joined.flatMap(({ titlePath, atoms }) => packAtoms(atoms).map((text) => ({ titlePath, text })));
}

type Weighed = { titlePath: string[]; atoms: Atom[]; words: number };

function weigh(section: Section): Weighed {
  const atoms = section.blocks.flatMap((block) => atomsOf(block, MAX_WORDS));
  return { titlePath: section.titlePath, atoms, words: wordsOf(atoms) };
}

/** Neighbours are joined under the longest path they share, which must be more than the document's title alone or all of it. */
function joinSmall(sections: readonly Weighed[]): Weighed[] {
  const result: Weighed[] = [];
  let group: Weighed[] = [];
  for (const section of sections) {
    if (group.length > 0 && !mayJoin(group, section)) {
      result.push(join(group));
      group = [];
    }
    group.push(section);
  }
  if (group.length > 0) result.push(join(group));
  return result;
}

function mayJoin(group: readonly Weighed[], next: Weighed): boolean {
  const last = group.at(-1);
  if (last === undefined) return true;
  const words = group.reduce((sum, { words }) => sum + words, 0) + next.words;
  if (words > JOINED_WORDS || (last.words >= SMALL_WORDS && next.words >= SMALL_WORDS)) return false;
  const shared = sharedPath([...group, next]).length;
  return shared >= Math.min(last.titlePath.length, next.titlePath.length) - 1;
}

/** Each joined section keeps the rest of its path as a line above its text. */
function join(group: readonly Weighed[]): Weighed {
  const [only] = group;
  if (only !== undefined && group.length === 1) return only;
  const titlePath = sharedPath(group);
  const atoms = group.flatMap((section): Atom[] => {
    const rest = section.titlePath.slice(titlePath.length).join(' › ');
    if (rest === '') return section.atoms;
    const heading: Atom = { text: rest, words: countWords(rest), separator: '\n\n' };
    return [
      heading,
      ...section.atoms.map((atom, index) => (index === 0 ? { ...atom, separator: '\n' as const } : atom)),
    ];
  });
  return { titlePath, atoms, words: wordsOf(atoms) };
}

function sharedPath(group: readonly Weighed[]): string[] {
  const first = group[0]?.titlePath ?? [];
  const length = first.findIndex((part, index) => group.some(({ titlePath }) => titlePath[index] !== part));
  return length === -1 ? first : first.slice(0, Math.max(1, length));
}

/** As many passages as needed, of about the same length, so that no crumb is left at the end. */
function packAtoms(atoms: readonly Atom[]): string[] {
  const total = wordsOf(atoms);
  if (total <= MAX_WORDS) return total === 0 && atoms.length === 0 ? [] : [textOf(atoms)];
  const target = total / Math.ceil(total / TARGET_WORDS);
  const passages: Atom[][] = [];
  let open: Atom[] = [];
  let words = 0;
  for (const atom of atoms) {
    const tooMany = words + atom.words > MAX_WORDS;
    const enough = words > 0 && words + atom.words / 2 > target;
    if (open.length > 0 && (tooMany || enough)) {
      passages.push(open);
      open = [];
      words = 0;
    }
    open.push(atom);
    words += atom.words;
  }
  if (open.length > 0) passages.push(open);
  return passages.map(textOf);
}

function textOf(atoms: readonly Atom[]): string {
  return atoms.map(({ text, separator }, index) => (index === 0 ? text : separator + text)).join('');
}

function wordsOf(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, { words }) => sum + words, 0);
}
