type Row = { key: string | number; head: string; cells: readonly string[] };

type Props = {
  /** What the first column tells the rows apart by. */
  of: string;
  columns: readonly string[];
  rows: readonly Row[];
};

/** Figures by row, which scroll sideways where they do not fit. */
export function NumbersTable({ of, columns, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
    <div className="scroll-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, cells }) => (
            <tr key={key}>
              <th scope="row">{head}</th>
              {cells.map((cell, at) => (
                <td key={columns[at]} className="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
