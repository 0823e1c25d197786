/** So that spreadsheets read the letters right. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A quoted cell. Whatever a spreadsheet would take for a formula is guarded by an apostrophe. */
export function csvCell(cell: string): string {
  const guarded = /^'*[=+\-@\t\r]|^''/.test(cell) ? `'${cell}` : cell;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** What `csvCell` guarded, as it was. */
export function unguardedCell(cell: string): string {
  return /^'[=+\-@']/.test(cell) ? cell.slice(1) : cell;
}
