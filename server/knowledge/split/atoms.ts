import { countWords } from './count-words.ts';
import type { TextBlock } from './sections.ts';

/** A piece of text that is never cut; `separator` stands between it and the one before. */
export type Atom = { text: string; words: number; separator: ' ' | '\n' | '\n\n' };

/** Sentences of a paragraph, items of a list, rows of a table, lines of code. None is longer than `maxWords`. */
export function atomsOf(block: TextBlock, maxWords: number): Atom[] {
  const pieces = block.kind === 'paragraph' ? sentencesOf(block.text) : linesOf(block.text);
  return pieces
    .flatMap((piece) => cutLong(piece, maxWords))
    .map((piece, index) => ({ ...piece, separator: index === 0 ? '\n\n' : piece.separator }));
}

type Piece = Pick<Atom, 'text' | 'words' | 'separator'>;

function linesOf(text: string): Piece[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ text: line.trimEnd(), words: countWords(line), separator: '\n' }));
}

/** Sentence ends of every script, by Unicode's rules; a line break of the author's stays one. */
function sentencesOf(text: string): Piece[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  const pieces: Piece[] = [];
  for (const line of text.split('\n')) {
    let separator: Atom['separator'] = '\n';
    for (const { segment } of segmenter.segment(line)) {
      const sentence = segment.trim();
      if (sentence === '') continue;
      const last = pieces.at(-1);
      if (last !== undefined && separator === ' ' && isUnfinished(last.text)) {
        last.text += ` ${sentence}`;
        last.words = countWords(last.text);
      } else pieces.push({ text: sentence, words: countWords(sentence), separator });
      separator = ' ';
    }
  }
  return pieces;
}

/** Unicode ends a sentence after `e.g.` and `No.` too. */
function isUnfinished(text: string): boolean {
  return /(?:^|[\s(])(?:e\.g|i\.e|approx|incl|excl|no|nr|mr|mrs|ms|dr|st|vs|cf|ca|bzw|z\.B|\p{L})\.$/iu.test(
    text,
  );
}

/** A sentence longer than a whole passage is cut between words, or, without spaces, between letters. */
function cutLong(piece: Piece, maxWords: number): Piece[] {
  if (piece.words <= maxWords) return [piece];
  const tokens = piece.text.match(/\S+\s*/g) ?? [];
  const pieces: Piece[] = [];
  let text = '';
  let words = 0;
  for (const token of tokens.flatMap((word) => cutWord(word, maxWords))) {
    const more = countWords(token);
    if (text !== '' && words + more > maxWords) {
      pieces.push({ text: text.trimEnd(), words, separator: pieces.length === 0 ? piece.separator : ' ' });
      text = '';
      words = 0;
    }
    text += token;
    words += more;
  }
  if (text.trim() !== '')
    pieces.push({ text: text.trimEnd(), words, separator: pieces.length === 0 ? piece.separator : ' ' });
  return pieces;
}

function cutWord(token: string, maxWords: number): string[] {
  if (countWords(token) <= maxWords) return [token];
  const characters = Array.from(token);
  const parts: string[] = [];
  for (let start = 0; start < characters.length; start += maxWords) {
    parts.push(characters.slice(start, start + maxWords).join(''));
  }
  return parts;
}
