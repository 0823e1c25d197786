import { AppError } from '../../base/index.ts';

/** Real pages stay under 60, broken ones under a few hundred. The parser's time grows with the square of it (CWE-407). */
const MAX_OPEN_ELEMENTS = 2_000;
/** Never closed, or closed by the next of their kind. */
const UNCLOSED = new Set(
  `area base br col embed hr img input link meta source track wbr p li td th tr dt dd option thead tbody tfoot`.split(
    /\s+/,
  ),
);

/**
 * Refuses a page with more elements inside each other than any real one, before it is parsed.
 * @throws AppError `unreadable_document`
 */
export function assertShallow(html: string): void {
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)[^<>]*>/gi)) {
    if (UNCLOSED.has(name.toLowerCase())) continue;
    depth = slash === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_OPEN_ELEMENTS) {
      throw new AppError('unreadable_document', 'The page is not proper HTML: its elements never close.');
    }
  }
}
