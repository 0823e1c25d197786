import type { Document } from 'domhandler';
import { AppError } from '../../base/index.ts';
import type { Block, ExtractedDocument } from './blocks.ts';
import { sheetBlocks } from './grid-blocks.ts';
import { readRelations } from './ooxml-relations.ts';
import { readCellFormats } from './xlsx-formats.ts';
import { readSharedStrings, readSheetGrid } from './xlsx-grid.ts';
import { attributeOf, findElement, findElements } from './xml.ts';
import { openZipParts } from './zip-parts.ts';

const WORKBOOK = 'xl/workbook.xml';

/**
 * An Excel workbook: each sheet a section under its name, cells as they are shown. Formulas are not computed: what was last
 * computed counts.
 * @throws AppError `unreadable_document`, `too_large`
 */
export async function readXlsx(bytes: Uint8Array): Promise<ExtractedDocument> {
  const parts = await openZipParts(bytes);
  const workbook = await parts.xml(WORKBOOK);
  const relations = await readRelations(parts, WORKBOOK);
  const targetOf = (type: string) => relations.find((relation) => relation.type === type)?.target ?? '';
  const strings = readSharedStrings((await parts.text(targetOf('sharedStrings'))) ?? '');
  const formats = readCellFormats(await parts.xml(targetOf('styles')), countsFrom1904(workbook));
  const blocks: Block[] = [];
  const warnings: string[] = [];
  let areQuestions = false;
  const sheets = workbook === undefined ? [] : findElements(workbook, 'sheet');
  for (const sheet of sheets) {
    const name = (attributeOf(sheet, 'name') ?? '').trim();
    const id = attributeOf(sheet, 'id', true);
    const relation = relations.find((each) => each.id === id && each.type === 'worksheet');
    if (relation === undefined) continue;
    if (/hidden/i.test(attributeOf(sheet, 'state') ?? '')) {
      warnings.push(`The sheet "${name}" is hidden and was left out.`);
      continue;
    }
    const found = sheetBlocks(readSheetGrid((await parts.text(relation.target)) ?? '', strings, formats));
    areQuestions ||= found.areQuestions;
    if (found.blocks.length > 0) blocks.push({ kind: 'heading', level: 1, text: name });
    for (const block of found.blocks) blocks.push(block);
  }
  if (sheets.length === 0) {
    throw new AppError(
      'unreadable_document',
      'The Excel file is damaged or has no sheets. Open it in Excel, save it again and add that.',
    );
  }
  return {
    title: '',
    blocks: unnamedWhenAlone(blocks),
    ...(areQuestions && { separateSections: true }),
    warnings,
  };
}

/** `Sheet1` tells nothing, unless there are others to tell it from. */
function unnamedWhenAlone(blocks: readonly Block[]): Block[] {
  const names = blocks.filter((block) => block.kind === 'heading' && block.level === 1);
  const isAlone = names.length === 1 && /^\p{L}+ ?1$/u.test(names[0]?.text ?? '');
  return isAlone ? blocks.filter((block) => block !== names[0]) : [...blocks];
}

function countsFrom1904(workbook: Document | undefined): boolean {
  const properties = workbook && findElement(workbook, 'workbookPr');
  return /^(?:1|true)$/.test((properties && attributeOf(properties, 'date1904')) ?? '');
}
