import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { z } from 'zod';
import { AppError } from '../../base/index.ts';
import type { Block, ExtractedDocument } from './blocks.ts';
import { EXTRACT_LIMITS } from './limits.ts';
import { blocksFromLines } from './pdf-blocks.ts';
import { dropRunningLines } from './pdf-furniture.ts';
import { linesFromItems, type PdfLine } from './pdf-lines.ts';

/**
 * The text of a PDF in the order it was set, with headings by size. Scripts, forms and attached files are not looked at.
 * @throws AppError `unreadable_document` (password, damaged, only pictures), `too_large`
 */
export async function readPdf(bytes: Uint8Array): Promise<ExtractedDocument> {
  const pdf = await openPdf(bytes);
  if (pdf.numPages > EXTRACT_LIMITS.maxPdfPages) {
    throw new AppError(
      'too_large',
      `The PDF has more than ${EXTRACT_LIMITS.maxPdfPages} pages; split it into parts.`,
    );
  }
  const pages: PdfLine[][] = [];
  const emptyPages: number[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const lines = await readPage(pdf, number);
    if (lines.length === 0) emptyPages.push(number);
    pages.push(lines);
  }
  const { info } = await pdf.getMetadata();
  const blocks = blocksFromLines(dropRunningLines(pages));
  const isScanned = emptyPages.length === pages.length || (await isStampedScan(pdf, blocks));
  await pdf.loadingTask.destroy();
  if (isScanned) {
    throw new AppError(
      'unreadable_document',
      'The PDF is scanned: it holds pictures of pages, no text. Run text recognition (OCR) on it and add the result.',
    );
  }
  const warnings =
    emptyPages.length === 0 ? [] : [`No text could be read on page ${emptyPages.slice(0, 20).join(', ')}.`];
  return { title: titleOf(blocks, info), blocks, warnings };
}

/** Less than this a page, and what there is was put there by a scanner: its name, a page number, a time. */
const STAMP_LENGTH = 40;
/** Pages looked at for pictures. */
const SAMPLE_PAGES = 3;

async function isStampedScan(pdf: Pdf, blocks: readonly Block[]): Promise<boolean> {
  const length = blocks.reduce((sum, { text }) => sum + text.length, 0);
  if (length > STAMP_LENGTH * pdf.numPages) return false;
  const { OPS } = await getResolvedPDFJS();
  const pictures = new Set([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]);
  for (let number = 1; number <= Math.min(SAMPLE_PAGES, pdf.numPages); number++) {
    const page = await pdf.getPage(number);
    const { fnArray } = await page.getOperatorList();
    page.cleanup();
    if (!fnArray.some((operator) => pictures.has(operator))) return false;
  }
  return true;
}

/** Headings this near the beginning may be the title. */
const TITLE_BLOCKS = 4;
const metadataSchema = z.looseObject({ Title: z.string().optional() });
/** What programs write when nobody gave a title: a file name, `Microsoft Word - …`. */
const NO_TITLE = /^(?:untitled\b|microsoft \w+ - |.{0,3}$|\S*\.\w{2,5}$)/i;

function titleOf(blocks: readonly Block[], info: unknown): string {
  const heading = blocks
    .slice(0, TITLE_BLOCKS)
    .find((block) => block.kind === 'heading' && block.level === 1);
  if (heading !== undefined) return heading.text;
  const metadata = metadataSchema.safeParse(info);
  const title = metadata.success ? (metadata.data.Title ?? '').trim() : '';
  return NO_TITLE.test(title) ? '' : title;
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  try {
    // pdf.js takes the buffer over, so it gets its own.
    return await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  } catch (thrown) {
    const needsPassword = thrown instanceof Error && thrown.name === 'PasswordException';
    const sentence = needsPassword
      ? 'The PDF asks for a password. Save it without one and add it again.'
      : 'The PDF is damaged. Save it again from the program that made it and add that.';
    throw new AppError('unreadable_document', sentence, { cause: thrown });
  }
}

async function readPage(pdf: Pdf, number: number): Promise<PdfLine[]> {
  try {
    const page = await pdf.getPage(number);
    const [, , , top] = page.view;
    const content = await page.getTextContent();
    page.cleanup();
    return linesFromItems(content.items, { page: number, pageHeight: top ?? 0 });
  } catch (thrown) {
    throw new AppError(
      'unreadable_document',
      `Page ${number} of the PDF is damaged. Save the PDF again and add that.`,
      {
        cause: thrown,
      },
    );
  }
}
