/** A line as set on the page. Lengths are PDF units (1/72 inch) from the bottom left; `top` 0 to 1 from the page's top. */
export type PdfLine = {
  text: string;
  /** The parts between wide gaps: more than one in a table's row. */
  cells: PdfCell[];
  x: number;
  y: number;
  size: number;
  font: string;
  page: number;
  top: number;
};

/** `x` and `end`: left and right edge. */
export type PdfCell = { text: string; x: number; end: number };

type TextItem = { str: string; transform: number[]; width: number; height: number; fontName: string };

/** A gap wider than this many letter heights parts words, cells. */
const WORD_GAP = 0.2;
const CELL_GAP = 1;
/** Baselines this close (in letter heights) are one line: super- and subscripts. */
const SAME_LINE = 0.5;

/**
 * pdf.js's text items to lines, in the order of the page's stream: in real files that is reading order, column by column,
 * which sorting by position would destroy.
 */
export function linesFromItems(
  items: readonly object[],
  at: { page: number; pageHeight: number },
): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: OpenLine | undefined;
  for (const item of items.filter(isTextItem)) {
    if (item.str.trim() === '') continue;
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform;
    // Text that is turned is a stamp or a watermark.
    if (Math.abs(b) > Math.abs(a)) continue;
    const size = item.height > 0 ? item.height : Math.hypot(c, d);
    if (open !== undefined && continues(open, x, y, size)) extend(open, item, x, size);
    else {
      if (open !== undefined) lines.push(close(open, at));
      open = {
        cells: [{ text: item.str, x, end: x + item.width }],
        x,
        y,
        end: x + item.width,
        size,
        font: item.fontName,
        weight: 0,
      };
    }
    open.weight = Math.max(open.weight, item.str.length);
  }
  if (open !== undefined) lines.push(close(open, at));
  return lines.filter((line) => line.text !== '');
}

type OpenLine = {
  cells: PdfCell[];
  x: number;
  y: number;
  end: number;
  size: number;
  font: string;
  weight: number;
};

function isTextItem(item: object): item is TextItem {
  return 'str' in item && 'transform' in item;
}

function continues(line: OpenLine, x: number, y: number, size: number): boolean {
  const height = Math.max(line.size, size);
  return Math.abs(line.y - y) < height * SAME_LINE && x > line.end - height * 2;
}

function extend(line: OpenLine, item: TextItem, x: number, size: number): void {
  const gap = (x - line.end) / Math.max(line.size, size, 1);
  const last = line.cells.at(-1);
  if (last === undefined || gap > CELL_GAP) line.cells.push({ text: item.str, x, end: x + item.width });
  else {
    last.text += gap > WORD_GAP && !/\s$/.test(last.text) ? ` ${item.str}` : item.str;
    last.end = x + item.width;
  }
  line.end = Math.max(line.end, x + item.width);
  if (item.str.length > line.weight) {
    line.size = size;
    line.font = item.fontName;
  }
}

function close(line: OpenLine, at: { page: number; pageHeight: number }): PdfLine {
  const cells = line.cells
    .map((cell) => ({ ...cell, text: clean(cell.text) }))
    .filter(({ text }) => text !== '');
  return {
    text: cells.map(({ text }) => text).join(' '),
    cells,
    x: line.x,
    y: line.y,
    size: Math.round(line.size * 2) / 2,
    font: line.font,
    page: at.page,
    top: at.pageHeight > 0 ? 1 - line.y / at.pageHeight : 0.5,
  };
}

/** Ligatures to letters; private-use glyphs, which stand for nothing outside their font, away. */
function clean(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Co}\u00ad]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
