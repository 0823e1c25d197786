import { AppError, capitalised } from '../../base/index.ts';
import type { Block, ExtractedDocument } from './blocks.ts';
import { type DetectedFormat, detectFormat, MEDIA_TYPES } from './detect-format.ts';
import { EXTRACT_LIMITS } from './limits.ts';
import { readCsv } from './read-csv.ts';
import { readDocx } from './read-docx.ts';
import { readEml } from './read-eml.ts';
import { readEpub } from './read-epub.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';
import { readOdf } from './read-odf.ts';
import { readPdf } from './read-pdf.ts';
import { readPptx } from './read-pptx.ts';
import { readRtf } from './read-rtf.ts';
import { readText } from './read-text.ts';
import { readXlsx } from './read-xlsx.ts';

const TITLE_WORDS = 8;

/**
 * An untrusted file's text, structured. Runs in the extractor process only.
 * @throws AppError `unreadable_document`, `unsupported_type`, `too_large`
 */
export async function extractDocument(input: {
  bytes: Uint8Array;
  name: string;
  mediaType?: string;
}): Promise<ExtractedDocument & { mediaType: string }> {
  const detected = await detectFormat(input);
  const document = await readFormat(detected, input.bytes);
  const length = document.blocks.reduce((sum, block) => sum + block.text.length, 0);
  if (length > EXTRACT_LIMITS.maxTextLength) {
    throw new AppError(
      'too_large',
      'The document holds more text than one document may; split it into parts.',
    );
  }
  if (!document.blocks.some((block) => /[\p{L}\p{N}]/u.test(block.text))) {
    throw new AppError(
      'unreadable_document',
      'No text was found in this file. If its text stands in pictures, run text recognition (OCR) on it and add the result.',
    );
  }
  const title = document.title.trim() || titleFromName(input.name) || titleFromText(document.blocks);
  return { ...document, title: title.slice(0, 300), mediaType: MEDIA_TYPES[detected.format] };
}

/** A parser that fails in a way of its own fails because of the file. */
async function readFormat(detected: DetectedFormat, bytes: Uint8Array): Promise<ExtractedDocument> {
  try {
    return await parseFormat(detected, bytes);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('unreadable_document', 'This file could not be read; it may be damaged.', {
      cause: thrown,
    });
  }
}

async function parseFormat(detected: DetectedFormat, bytes: Uint8Array): Promise<ExtractedDocument> {
  switch (detected.format) {
    case 'pdf':
      return await readPdf(bytes);
    case 'docx':
      return await readDocx(bytes);
    case 'pptx':
      return await readPptx(bytes);
    case 'xlsx':
      return await readXlsx(bytes);
    case 'odt':
    case 'ods':
    case 'odp':
      return await readOdf(bytes);
    case 'epub':
      return await readEpub(bytes);
    case 'rtf':
      return readRtf(bytes);
    case 'eml':
      return await readEml(bytes);
    case 'html':
      return readHtml(detected.text);
    case 'markdown':
      return readMarkdown(detected.text);
    case 'csv':
      return readCsv(detected.text);
    case 'text':
      return readText(detected.text);
  }
}

/** `docs/delivery_rates-2024.csv` is about `Delivery rates 2024`; of `0x7f-00691-7371` nothing can be told. */
function titleFromName(name: string): string | undefined {
  const base = name.split(/[\\/]/).at(-1) ?? name;
  const words = base
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[-_\s]+/g, ' ')
    .trim();
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const digits = words.match(/\p{N}/gu)?.length ?? 0;
  if (letters < 3 || digits > letters / 2) return undefined;
  return capitalised(words);
}

/** The beginning of the text stands for a title that nobody gave. */
function titleFromText(blocks: readonly Block[]): string {
  const words = (blocks[0]?.text ?? '').split(/\s+/).slice(0, TITLE_WORDS);
  return words.join(' ').slice(0, 80);
}
