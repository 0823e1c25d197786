import type { Document } from 'domhandler';
import { AppError } from '../../base/index.ts';
import type { Block, ExtractedDocument } from './blocks.ts';
import { collectBlocks } from './html-blocks.ts';
import { resolvePart } from './ooxml-relations.ts';
import { attributeOf, findElement, findElements, parseXml, textOf } from './xml.ts';
import { openZipParts, type ZipParts } from './zip-parts.ts';

/**
 * An e-book: its chapters in reading order.
 * @throws AppError `unreadable_document` (damaged, locked by its shop)
 */
export async function readEpub(bytes: Uint8Array): Promise<ExtractedDocument> {
  const parts = await openZipParts(bytes);
  const container = await parts.xml('META-INF/container.xml');
  const root = container && findElement(container, 'rootfile');
  const packagePath = (root && attributeOf(root, 'full-path')) ?? '';
  const book = await parts.xml(packagePath);
  if (book === undefined) {
    throw new AppError(
      'unreadable_document',
      'The e-book is damaged: it does not say what its chapters are.',
    );
  }
  const chapters = chaptersOf(book, packagePath);
  await assertUnlocked(parts, chapters);
  const blocks: Block[] = [];
  for (const chapter of chapters) {
    const text = await parts.text(chapter);
    if (text !== undefined) for (const block of chapterBlocks(text)) blocks.push(block);
  }
  return { title: textOf(findElement(book, 'title')), blocks, warnings: [] };
}

function chaptersOf(book: Document, packagePath: string): string[] {
  const files = new Map<string, string>();
  for (const item of findElements(book, 'item')) {
    const { id, href, properties = '' } = item.attribs;
    const isContents = properties.split(/\s+/).includes('nav');
    if (id !== undefined && href !== undefined && !isContents) files.set(id, resolvePart(packagePath, href));
  }
  return findElements(book, 'itemref').flatMap((entry) => {
    const file = files.get(attributeOf(entry, 'idref') ?? '');
    return file === undefined || attributeOf(entry, 'linear') === 'no' ? [] : [file];
  });
}

/** Fonts are often scrambled; a chapter is only where a shop has locked the book. */
async function assertUnlocked(parts: ZipParts, chapters: readonly string[]): Promise<void> {
  const encryption = await parts.xml('META-INF/encryption.xml');
  const locked = encryption === undefined ? [] : findElements(encryption, 'CipherReference');
  const names = locked.map((reference) => resolvePart('', attributeOf(reference, 'URI') ?? ''));
  if (names.some((name) => chapters.includes(name))) {
    throw new AppError(
      'unreadable_document',
      'The e-book is locked by the shop that sold it (DRM). Ask its publisher for a copy without a lock.',
    );
  }
}

const NEVER_TEXT = [
  'head',
  'script',
  'style',
  'template',
  'svg',
  'nav',
  'iframe',
  'object',
  'audio',
  'video',
];

function chapterBlocks(xhtml: string): Block[] {
  const page = parseXml(xhtml);
  for (const element of findElements(page, ...NEVER_TEXT)) element.children = [];
  return collectBlocks(findElement(page, 'body') ?? page);
}
