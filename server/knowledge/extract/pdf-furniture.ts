import type { PdfLine } from './pdf-lines.ts';

/** Lines at the top and bottom of a page that may be running heads. */
const EDGE_LINES = 3;
/** On this share of the pages, a line at the edge is a running head. */
const REPEAT_SHARE = 0.5;
/** Outside this part of the page a lone page number is one. */
const MARGIN = 0.09;
const PAGE_NUMBER = /^(?:(?:page|seite|página|pagina)\s*)?\d{1,4}(?:\s*(?:\/|of|von|de|di)\s*\d{1,4})?$/i;
const ENDS_WITH_PAGE = /\b(?:page|seite|página|pagina)\s+\d{1,4}(?:\s*(?:\/|of|von|de|di)\s*\d{1,4})?$/i;

/** Without what is printed on every page: running heads and feet, page numbers. All pages' lines in one list. */
export function dropRunningLines(pages: readonly (readonly PdfLine[])[]): PdfLine[] {
  const counts = new Map<string, number>();
  for (const lines of pages) {
    for (const key of new Set(edges(lines).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const least = Math.max(2, Math.ceil(pages.length * REPEAT_SHARE));
  return pages.flatMap((lines) => {
    const edge = new Set(edges(lines));
    const kept = lines.filter((line) => {
      if (isPageNumber(line)) return false;
      return !edge.has(line) || (counts.get(keyOf(line)) ?? 0) < least;
    });
    // A page that would lose most of its lines is a repeated page, or a form.
    return kept.length * 2 >= lines.length ? kept : lines.filter((line) => !isPageNumber(line));
  });
}

function isPageNumber(line: PdfLine): boolean {
  const inMargin = line.top < MARGIN || line.top > 1 - MARGIN;
  return inMargin && (PAGE_NUMBER.test(line.text) || ENDS_WITH_PAGE.test(line.text));
}

function edges(lines: readonly PdfLine[]): PdfLine[] {
  const sorted = [...lines].sort((a, b) => a.top - b.top);
  return [...new Set([...sorted.slice(0, EDGE_LINES), ...sorted.slice(-EDGE_LINES)])];
}

/** `Chapter 2 · page 13` and `Chapter 2 · page 14` are one running head. The size tells it from a title of the same words. */
function keyOf(line: PdfLine): string {
  return `${line.size}|${line.text.replace(/\d+/g, '#')}`;
}
