import type { Block, ExtractedDocument } from './blocks.ts';

const BULLET = /^\s*(?:[-*•‣▪·–]|\d{1,3}[.)]|[a-z][.)])\s+\S/;
const UNDERLINE = /^\s*([=\-~^])\1{2,}\s*$/;
const MAX_HEADING_LENGTH = 80;

/** Plain text: paragraphs between blank lines; lines of capitals and underlined lines are headings. */
export function readText(text: string): ExtractedDocument {
  const blocks = text
    .split(/\n[^\S\n]*(?:\n[^\S\n]*)+/)
    .flatMap((part) => readPart(part.split('\n').filter((line) => line.trim() !== '')));
  const first = blocks[0];
  return { title: first?.kind === 'heading' ? first.text : '', blocks, warnings: [] };
}

function readPart(lines: readonly string[]): Block[] {
  const [first, second] = lines;
  if (first === undefined) return [];
  if (second !== undefined && UNDERLINE.test(second) && isHeadingLike(first)) {
    const level = second.trim().startsWith('=') ? 1 : 2;
    return [{ kind: 'heading', level, text: first.trim() }, ...readPart(lines.slice(2))];
  }
  if (
    lines.length === 1 &&
    isHeadingLike(first) &&
    first === first.toUpperCase() &&
    /\p{Lu}{2}/u.test(first)
  ) {
    return [{ kind: 'heading', level: 2, text: first.trim() }];
  }
  if (!lines.some((line) => BULLET.test(line))) return [{ kind: 'paragraph', text: unwrap(lines) }];
  const start = lines.findIndex((line) => BULLET.test(line));
  const intro = lines.slice(0, start);
  const items: string[][] = [];
  for (const line of lines.slice(start)) {
    if (BULLET.test(line)) items.push([line]);
    else items.at(-1)?.push(line);
  }
  return [
    ...(intro.length === 0 ? [] : [{ kind: 'paragraph' as const, text: unwrap(intro) }]),
    { kind: 'list', text: items.map(unwrap).join('\n') },
  ];
}

function isHeadingLike(line: string): boolean {
  const text = line.trim();
  return text.length > 0 && text.length <= MAX_HEADING_LENGTH && !/[.,;!]$/.test(text);
}

/** Hard-wrapped lines are one; short lines, as in an address or a poem, stay. */
function unwrap(lines: readonly string[]): string {
  const longest = lines.reduce((most, line) => Math.max(most, line.trimEnd().length), 0);
  const wrapped = lines.slice(0, -1).every((line) => line.trimEnd().length > longest * 0.6) && longest > 40;
  return lines.map((line) => line.trim()).join(wrapped ? ' ' : '\n');
}
