/**
 * Rows of a table as lines a person and a small model can read without the table: `Size: M; Chest: 96 cm`. Every row
 * carries its column names, so that it still says what it says after the table was cut between rows.
 */
export function renderRows(grid: readonly (readonly string[])[], hasHeader: boolean): string[] {
  const names = hasHeader ? (grid[0] ?? []) : [];
  const header = names.some((name) => name !== '') ? names : [];
  return grid
    .slice(hasHeader ? 1 : 0)
    .map((cells) => renderRow(header, cells))
    .filter((line) => line !== '');
}

function renderRow(header: readonly string[], cells: readonly string[]): string {
  const filled = cells.filter((cell) => cell !== '');
  // Two columns without names are a name and its value.
  if (header.length === 0 && cells.length === 2 && filled.length === 2) return filled.join(': ');
  const parts: string[] = [];
  for (const [column, cell] of cells.entries()) {
    if (cell === '') continue;
    const name = (header[column] ?? '').replace(/:$/, '');
    parts.push(name === '' || name === cell ? cell : `${name}: ${cell}`);
  }
  return parts.join('; ');
}
