import { type Element, isTag } from 'domhandler';
import { AppError } from '../../base/index.ts';
import type { Block, ExtractedDocument } from './blocks.ts';
import { tableBlocks } from './grid-blocks.ts';
import { tidy } from './html-text.ts';
import { type Relation, readRelations } from './ooxml-relations.ts';
import { attributeOf, childElements, findElement, findElements, localName, textOf } from './xml.ts';
import { openZipParts, type ZipParts } from './zip-parts.ts';

const PRESENTATION = 'ppt/presentation.xml';

/**
 * A PowerPoint file: each slide a section under its title, with its lists, tables and speaker's notes.
 * @throws AppError `unreadable_document`
 */
export async function readPptx(bytes: Uint8Array): Promise<ExtractedDocument> {
  const parts = await openZipParts(bytes);
  const presentation = await parts.xml(PRESENTATION);
  const relations = await readRelations(parts, PRESENTATION);
  const order = presentation === undefined ? [] : findElements(presentation, 'sldId');
  const names = order.flatMap((entry) => targetOf(relations, attributeOf(entry, 'id', true)));
  if (names.length === 0) {
    throw new AppError(
      'unreadable_document',
      'The presentation is damaged or has no slides. Open it in PowerPoint, save it again and add that.',
    );
  }
  const blocks: Block[] = [];
  const warnings: string[] = [];
  let title = '';
  for (const [index, name] of names.entries()) {
    const slide = await readSlide(parts, name);
    const number = index + 1;
    if (slide === 'hidden') warnings.push(`Slide ${number} is hidden and was left out.`);
    else if (slide.blocks.length === 0 && slide.title === '') {
      warnings.push(`Slide ${number} holds no text, only pictures.`);
    } else {
      if (index === 0) title = slide.title;
      const text = slide.title === '' ? `Slide ${number}` : slide.title;
      blocks.push({ kind: 'heading', level: 1, text }, ...slide.blocks);
    }
  }
  return { title, blocks, warnings };
}

function targetOf(relations: readonly Relation[], id: string | undefined): string[] {
  return relations.filter((relation) => relation.id === id).map(({ target }) => target);
}

async function readSlide(
  parts: ZipParts,
  name: string,
): Promise<'hidden' | { title: string; blocks: Block[] }> {
  const xml = await parts.xml(name);
  const root = xml && findElement(xml, 'sld');
  if (root === undefined) return { title: '', blocks: [] };
  if (attributeOf(root, 'show') === '0') return 'hidden';
  const shapes = collectShapes(root);
  const title = shapes.find((shape) => /^(?:title|ctrTitle)$/.test(placeholderOf(shape) ?? ''));
  const blocks = shapes.filter((shape) => shape !== title).flatMap(shapeBlocks);
  for (const { type, target } of await readRelations(parts, name)) {
    if (type === 'diagramData') blocks.push(...diagramBlocks(await parts.xml(target)));
    if (type === 'notesSlide') blocks.push(...notesBlocks(await parts.xml(target)));
  }
  return {
    title:
      title === undefined
        ? ''
        : paragraphsOf(title)
            .map(({ text }) => text)
            .join(' '),
    blocks,
  };
}

/** Shapes and tables in order, out of their groups. Of two renderings of one thing the first counts. */
function collectShapes(root: Element): Element[] {
  return root.children.filter(isTag).flatMap((element) => {
    const name = localName(element.name);
    if (name === 'Fallback') return [];
    return name === 'sp' || name === 'graphicFrame' ? [element] : collectShapes(element);
  });
}

/** Undefined for a free text box; `body` where the kind of placeholder is not named. */
function placeholderOf(shape: Element): string | undefined {
  const placeholder = findElement(shape, 'ph');
  return placeholder === undefined ? undefined : (attributeOf(placeholder, 'type') ?? 'body');
}

function shapeBlocks(shape: Element): Block[] {
  const table = findElement(shape, 'tbl');
  if (table !== undefined) {
    const rows = childElements(table, 'tr').map((row) =>
      childElements(row, 'tc').map((cell) =>
        paragraphsOf(cell)
          .map(({ text }) => text)
          .join(' '),
      ),
    );
    return tableBlocks(rows).blocks;
  }
  const placeholder = placeholderOf(shape);
  if (/^(?:dt|ftr|sldNum|hdr)$/.test(placeholder ?? '')) return [];
  const paragraphs = paragraphsOf(shape);
  if (paragraphs.length === 0) return [];
  if (placeholder === undefined || paragraphs.length === 1) {
    return [{ kind: 'paragraph', text: paragraphs.map(({ text }) => text).join('\n') }];
  }
  const lines = paragraphs.map(({ text, level }) => `${'  '.repeat(level)}- ${text.replaceAll('\n', ' ')}`);
  return [{ kind: 'list', text: lines.join('\n') }];
}

/** `level` from 0; PowerPoint has nine. */
function paragraphsOf(shape: Element): { text: string; level: number }[] {
  return findElements(shape, 'p').flatMap((paragraph) => {
    const text = tidy(
      childElements(paragraph, 'r', 'fld', 'br')
        .map((run) => (localName(run.name) === 'br' ? '\n' : runText(run)))
        .join(''),
    );
    const properties = findElement(paragraph, 'pPr');
    const level = Number((properties && attributeOf(properties, 'lvl')) ?? 0);
    return text === '' ? [] : [{ text, level: level >= 0 && level < 9 ? level : 0 }];
  });
}

/** Blanks at a run's ends are words' ends. */
function runText(run: Element): string {
  return findElements(run, 't')
    .flatMap(({ children }) => children)
    .map((node) => ('data' in node ? node.data : ''))
    .join('');
}

type Xml = Awaited<ReturnType<ZipParts['xml']>>;

function diagramBlocks(xml: Xml): Block[] {
  const points =
    xml === undefined ? [] : findElements(xml, 'pt').map((point) => textOf(findElement(point, 't')));
  const lines = points.filter((text) => text !== '').map((text) => `- ${text}`);
  return lines.length === 0 ? [] : [{ kind: 'list', text: lines.join('\n') }];
}

function notesBlocks(xml: Xml): Block[] {
  const shapes = xml === undefined ? [] : findElements(xml, 'sp');
  return shapes
    .filter((shape) => placeholderOf(shape) === 'body')
    .flatMap(paragraphsOf)
    .map(({ text }) => ({ kind: 'paragraph', text }));
}
