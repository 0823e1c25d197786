import type { Document } from 'domhandler';
import { format, getFormatFromId, isDateFormat } from 'numfmt';
import { attributeOf, childElements, findElement, findElements } from './xml.ts';

/** Writes a cell's number as the sheet shows it. `style` is the cell's `s`. */
export type CellFormats = (style: number, value: number) => string;

/** Days between the two starts that Excel counts dates from. */
const DAYS_TO_1904 = 1462;
/** A date in the order of the reader's own country; written out, it can only mean one day. */
const LOCAL_DATE = 14;
const UNAMBIGUOUS_DATE = 'd mmmm yyyy';

export function readCellFormats(styles: Document | undefined, from1904: boolean): CellFormats {
  const own = new Map<number, string>();
  for (const entry of styles === undefined ? [] : findElements(styles, 'numFmt')) {
    own.set(Number(attributeOf(entry, 'numFmtId')), attributeOf(entry, 'formatCode') ?? 'General');
  }
  const cells = styles && findElement(styles, 'cellXfs');
  const patterns = (cells === undefined ? [] : childElements(cells, 'xf')).map((cell) => {
    const id = Number(attributeOf(cell, 'numFmtId') ?? 0);
    return id === LOCAL_DATE ? UNAMBIGUOUS_DATE : (own.get(id) ?? getFormatFromId(id));
  });
  return (style, value) => {
    const pattern = patterns[style] ?? 'General';
    const days = from1904 && isDateFormat(pattern) ? DAYS_TO_1904 : 0;
    const invalid = String(value);
    return format(pattern, value + days, { throws: false, invalid, overflow: invalid, nbsp: false }).trim();
  };
}
