/** YAML between lines of `---`; every string quoted, so that no value can be read as anything else. */
export function frontMatter(values: Readonly<Record<string, string | readonly string[]>>): string {
  const lines = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [`${name}: ${JSON.stringify(value)}`]
      : [`${name}:`, ...value.map((item) => `  - ${JSON.stringify(item)}`)],
  );
  return ['---', ...lines, '---'].join('\n');
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** What people wrote must not end a cell or begin a row. */
function cellText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\|<]/g, '\\$&')
    .trim();
}
