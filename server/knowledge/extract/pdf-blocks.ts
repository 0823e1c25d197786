import type { Block } from './blocks.ts';
import type { PdfLine } from './pdf-lines.ts';
import { findTableEnd, tableBlock } from './pdf-table.ts';

/** A short line is a heading when it is larger than the body by this factor… */
const HEADING_FACTOR = 1.12;
const MAX_HEADING_LENGTH = 140;
/** …or stands alone in a font that little of the text is set in: bold. */
const RARE_FONT_SHARE = 0.15;
const MAX_BOLD_HEADING_LENGTH = 80;
/** A gap above this many usual gaps begins a paragraph. */
const PARAGRAPH_GAP = 1.35;
const BULLET = /^(?:[•‣▪◦●○∙·*–-]|\d{1,3}[.)])\s+\S/;
const BULLET_SIGN = /^[•‣▪◦●○∙·*–-]\s+/;

/** Lines of a document to headings, paragraphs, lists and tables. */
export function blocksFromLines(lines: readonly PdfLine[]): Block[] {
  const body = bodyStyle(lines);
  const style: Style = { ...body, levels: headingLevels(lines, body.size), rareFonts: rareFonts(lines) };
  const blocks: Block[] = [];
  let index = 0;
  while (index < lines.length) {
    const tableEnd = findTableEnd(lines, index);
    if (tableEnd > index) {
      blocks.push(tableBlock(lines.slice(index, tableEnd)));
      index = tableEnd;
      continue;
    }
    const end = findGroupEnd(lines, index, style);
    const group = lines.slice(index, end);
    const level = headingLevel(group, style);
    const text = joinLines(group);
    const last = blocks.at(-1);
    if (level !== undefined) blocks.push({ kind: 'heading', level, text });
    else if (!BULLET.test(text)) blocks.push({ kind: 'paragraph', text });
    else if (last?.kind === 'list') last.text += `\n${itemText(text)}`;
    else blocks.push({ kind: 'list', text: itemText(text) });
    index = end;
  }
  return blocks;
}

/** The document's habits: usual size and line distance, sizes and fonts of headings. */
type Style = {
  size: number;
  gap: number;
  levels: ReadonlyMap<number, number>;
  rareFonts: ReadonlySet<string>;
};

function itemText(text: string): string {
  return text.replace(BULLET_SIGN, '- ');
}

/** The size that most letters have, and the usual distance of two lines in it. */
function bodyStyle(lines: readonly PdfLine[]): { size: number; gap: number } {
  const letters = new Map<number, number>();
  for (const line of lines) letters.set(line.size, (letters.get(line.size) ?? 0) + line.text.length);
  const size = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
  const gaps: number[] = [];
  for (const [index, line] of lines.entries()) {
    const gap = gapAbove(lines[index - 1], line);
    if (line.size === size && gap > 0 && gap < size * 3) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  return { size, gap: gaps[Math.floor(gaps.length / 2)] ?? size * 1.2 };
}

function gapAbove(previous: PdfLine | undefined, line: PdfLine): number {
  if (previous === undefined || previous.page !== line.page) return 0;
  return previous.y - line.y;
}

/** Sizes above the body's, the largest first, become levels 1, 2, 3…; unless too much is set in one of them. */
function headingLevels(lines: readonly PdfLine[], bodySize: number): Map<number, number> {
  const sizes = new Set(
    lines
      .filter((line) => line.size >= bodySize * HEADING_FACTOR && line.text.length <= MAX_HEADING_LENGTH)
      .filter((line) => /\p{L}/u.test(line.text))
      .map((line) => line.size),
  );
  const sorted = [...sizes].sort((a, b) => b - a);
  return new Map(sorted.map((size, index) => [size, Math.min(6, index + 1)]));
}

function headingLevel(group: readonly PdfLine[], style: Style): number | undefined {
  const first = group[0];
  const text = joinLines(group);
  if (first === undefined || text.length > MAX_HEADING_LENGTH) return undefined;
  const level = style.levels.get(first.size);
  if (level !== undefined) return level;
  const isBold = style.rareFonts.has(first.font) && first.size >= style.size && group.length === 1;
  const isTitle =
    text.length <= MAX_BOLD_HEADING_LENGTH && /^[\p{Lu}\d]/u.test(text) && !/[.,;:]$/.test(text);
  return isBold && isTitle && /\p{L}{3}/u.test(text) ? Math.min(6, style.levels.size + 1) : undefined;
}

/** Fonts that are used now and then. A font that most of the text is set in says nothing. */
function rareFonts(lines: readonly PdfLine[]): Set<string> {
  const letters = new Map<string, number>();
  for (const line of lines) letters.set(line.font, (letters.get(line.font) ?? 0) + line.text.length);
  const total = [...letters.values()].reduce((sum, count) => sum + count, 0);
  return new Set([...letters].filter(([, count]) => count < total * RARE_FONT_SHARE).map(([font]) => font));
}

/** The lines from `start` that belong together: same size, near each other, until an item or an indent begins. */
function findGroupEnd(lines: readonly PdfLine[], start: number, style: Style): number {
  const first = lines[start];
  let end = start + 1;
  while (first !== undefined && end < lines.length) {
    const previous = lines[end - 1];
    const line = lines[end];
    if (line === undefined || previous === undefined) break;
    if (
      Math.abs(line.size - first.size) > 0.6 ||
      changesFont(previous, line, style) ||
      BULLET.test(line.text)
    )
      break;
    if (
      line.page === previous.page
        ? startsParagraph(previous, line, first, style.gap)
        : !flowsOver(previous, line)
    )
      break;
    if (style.levels.has(first.size) && joinLines(lines.slice(start, end + 1)).length > MAX_HEADING_LENGTH)
      break;
    end += 1;
  }
  return end;
}

/** A line in bold above the text it heads; not a line in which a bold word happens to weigh most. */
function changesFont(previous: PdfLine, line: PdfLine, style: Style): boolean {
  return (
    style.rareFonts.has(previous.font) &&
    previous.font !== line.font &&
    previous.text.length < MAX_BOLD_HEADING_LENGTH &&
    !/[,;]$/.test(previous.text) &&
    /^[\p{Lu}\d(]/u.test(line.text)
  );
}

function startsParagraph(previous: PdfLine, line: PdfLine, first: PdfLine, usualGap: number): boolean {
  const gap = previous.y - line.y;
  const scale = Math.max(1, first.size / 10);
  if (gap > usualGap * PARAGRAPH_GAP * (gap > 0 && first.size > usualGap ? scale : 1)) return true;
  if (gap < -line.size * 2) return !flowsOver(previous, line);
  // A first line set in, after a line that ended a sentence.
  return line.x > previous.x + line.size * 0.8 && /[.!?:]$/.test(previous.text) && !BULLET.test(first.text);
}

/** Across columns and pages a sentence that has not ended goes on. */
function flowsOver(previous: PdfLine, line: PdfLine): boolean {
  return !/[.!?:]["')\]]?$/.test(previous.text) && /^[\p{Ll}\d(,;]/u.test(line.text);
}

/** One line of text; a word parted at a line's end is put together again. */
function joinLines(lines: readonly PdfLine[]): string {
  let text = '';
  for (const line of lines) {
    if (text === '') text = line.text;
    else if (/\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line.text)) text = text.slice(0, -1) + line.text;
    else text += ` ${line.text}`;
  }
  return text;
}
