import type { Element } from 'domhandler';
import { AppError } from '../../base/index.ts';
import type { Block, ExtractedDocument } from './blocks.ts';
import { sheetBlocks, tableBlocks } from './grid-blocks.ts';
import { odfGrid } from './odf-grid.ts';
import { isInsideText, type OdfStyles, odfLists, odfStyles, odfText } from './odf-text.ts';
import { attributeOf, childElements, findElement, findElements, localName, textOf } from './xml.ts';
import { openZipParts } from './zip-parts.ts';

/**
 * An OpenDocument text, spreadsheet or presentation: headings, sheet names and slide titles are sections. Deleted text, comments
 * and tables of contents are left out.
 * @throws AppError `unreadable_document`, `too_large`
 */
export async function readOdf(bytes: Uint8Array): Promise<ExtractedDocument> {
  const parts = await openZipParts(bytes);
  const content = await parts.xml('content.xml');
  const meta = await parts.xml('meta.xml');
  const body = content && findElement(content, 'body');
  const kind = body && childElements(body, 'text', 'spreadsheet', 'presentation')[0];
  if (content === undefined || kind === undefined) {
    throw new AppError(
      'unreadable_document',
      'The OpenDocument file is damaged. Open it in the program that made it, save it again and add that.',
    );
  }
  const title = textOf(meta && findElement(meta, 'title'));
  const styles = odfStyles(content);
  switch (localName(kind.name)) {
    case 'spreadsheet':
      return { title, warnings: [], ...readSheets(kind, styles) };
    case 'presentation':
      return { title, warnings: [], blocks: readSlides(kind, styles) };
    default: {
      const blocks = readFlow(kind, styles);
      const first = blocks.find((block) => block.kind === 'heading');
      const heading = first?.kind === 'heading' && first.level === 1 ? first.text : '';
      return { title: title === '' ? heading : title, warnings: [], blocks };
    }
  }
}

/** Text in reading order. Depth is bounded by the parser. */
function readFlow(parent: Element, styles: OdfStyles): Block[] {
  return childElements(parent).flatMap((element): Block[] => {
    const name = localName(element.name);
    if (name === 'p' || name === 'h') return [...paragraph(element, styles), ...boxes(element, styles)];
    if (name === 'list') {
      const text = odfLists(element, styles).join('\n');
      return text === '' ? [] : [{ kind: 'list', text }];
    }
    if (name === 'table') return tableBlocks(odfGrid(element, styles)).blocks;
    if (/^(?:tracked-changes|table-of-content|.*-index|bibliography|forms|sequence-decls)$/.test(name))
      return [];
    return readFlow(element, styles);
  });
}

function paragraph(element: Element, styles: OdfStyles): Block[] {
  const text = odfText(element);
  if (text === '') return [];
  const isTitle = styles.parents.get(attributeOf(element, 'style-name') ?? '') === 'Title';
  if (localName(element.name) === 'p' && !isTitle) return [{ kind: 'paragraph', text }];
  const level = Number(attributeOf(element, 'outline-level') ?? 1);
  return [{ kind: 'heading', level: Math.min(6, Math.max(1, level || 1)), text: text.replace(/\s+/g, ' ') }];
}

/** Text boxes hang on a paragraph but are read on their own. */
function boxes(element: Element, styles: OdfStyles): Block[] {
  return findElements(element, 'text-box')
    .filter((box) => !isInsideText(box))
    .flatMap((box) => readFlow(box, styles));
}

function readSheets(
  body: Element,
  styles: OdfStyles,
): Pick<ExtractedDocument, 'blocks' | 'separateSections'> {
  const sheets = childElements(body, 'table').map((sheet) => ({
    name: attributeOf(sheet, 'name') ?? '',
    ...sheetBlocks(odfGrid(sheet, styles)),
  }));
  const blocks = sheets.flatMap(({ name, blocks: own }): Block[] =>
    own.length === 0 ? [] : [{ kind: 'heading', level: 1, text: name }, ...own],
  );
  return { blocks, ...(sheets.some(({ areQuestions }) => areQuestions) && { separateSections: true }) };
}

function readSlides(body: Element, styles: OdfStyles): Block[] {
  return childElements(body, 'page').flatMap((page, index): Block[] => {
    const frames = findElements(page, 'frame', 'custom-shape', 'notes');
    const title = frames.find((frame) => attributeOf(frame, 'class') === 'title');
    const blocks = frames.filter((frame) => frame !== title).flatMap((frame) => readFlow(frame, styles));
    const text =
      title === undefined
        ? ''
        : readFlow(title, styles)
            .map((block) => block.text)
            .join(' ');
    if (text === '' && blocks.length === 0) return [];
    return [{ kind: 'heading', level: 1, text: text === '' ? `Slide ${index + 1}` : text }, ...blocks];
  });
}
