import { AppError } from '../../base/index.ts';
import { decodeText } from './decode-text.ts';
import { listZipEntries } from './zip-entries.ts';

export type TextFormat = 'html' | 'markdown' | 'csv' | 'text';

export type DetectedFormat = { format: 'pdf' | 'docx' } | { format: TextFormat; text: string };

export const MEDIA_TYPES: Record<DetectedFormat['format'], string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  markdown: 'text/markdown',
  csv: 'text/csv',
  text: 'text/plain',
};

const SAVE_AS = 'Save it as PDF, Word (.docx), HTML, Markdown, CSV or plain text and add that.';

/**
 * What a file is, by its content. The name and the claimed type only decide between kinds of text that look alike.
 * @throws AppError `unsupported_type`, `unreadable_document` (empty, password)
 */
export async function detectFormat(input: {
  bytes: Uint8Array;
  name: string;
  mediaType?: string;
}): Promise<DetectedFormat> {
  const { bytes } = input;
  if (bytes.byteLength === 0) throw new AppError('unreadable_document', 'The file is empty.');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString(
    'latin1',
  );
  if (head.includes('%PDF-')) return { format: 'pdf' };
  if (head.startsWith('PK\x03\x04')) return await detectZip(bytes);
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw olderOffice(bytes);
  const known = SIGNATURES.find(({ starts }) => head.startsWith(starts));
  if (known !== undefined) {
    throw new AppError('unsupported_type', `This is ${known.kind}, which cannot be read. ${SAVE_AS}`);
  }
  const text = decodeText(bytes);
  if (text.trim() === '') throw new AppError('unreadable_document', 'The file holds nothing but blanks.');
  return { format: detectTextFormat(text, input), text };
}

const SIGNATURES: readonly { starts: string; kind: string }[] = [
  { starts: '{\\rtf', kind: 'a rich text (RTF) file' },
  { starts: '\x89PNG', kind: 'a picture' },
  { starts: '\xff\xd8\xff', kind: 'a picture' },
  { starts: 'GIF8', kind: 'a picture' },
  { starts: '\x1f\x8b', kind: 'a compressed archive' },
  { starts: '7z\xbc\xaf', kind: 'a compressed archive' },
  { starts: 'Rar!', kind: 'a compressed archive' },
  { starts: 'MZ', kind: 'a program' },
  { starts: '\x7fELF', kind: 'a program' },
];

async function detectZip(bytes: Uint8Array): Promise<DetectedFormat> {
  const names = await listZipEntries(bytes);
  if (names.includes('word/document.xml')) return { format: 'docx' };
  const has = (prefix: string) => names.some((name) => name.startsWith(prefix));
  const kind = has('xl/')
    ? 'an Excel file'
    : has('ppt/')
      ? 'a PowerPoint file'
      : has('OEBPS/') || names.includes('META-INF/container.xml')
        ? 'an e-book'
        : names.includes('content.xml')
          ? 'an OpenDocument file'
          : 'an archive';
  throw new AppError('unsupported_type', `This is ${kind}, which cannot be read. ${SAVE_AS}`);
}

/** The container of Office 97-2003, and of newer Office files that ask for a password. */
function olderOffice(bytes: Uint8Array): AppError {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (content.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return new AppError(
      'unreadable_document',
      'This file asks for a password. Save it without one and add it again.',
    );
  }
  return new AppError(
    'unsupported_type',
    `This is a file of an old Office version, which cannot be read. ${SAVE_AS}`,
  );
}

function detectTextFormat(text: string, hints: { name: string; mediaType?: string }): TextFormat {
  const head = text.slice(0, 4000).trimStart();
  const extension = /\.([a-z0-9]{1,10})$/i.exec(hints.name)?.[1]?.toLowerCase() ?? '';
  const claims = (type: string, ...extensions: string[]) =>
    hints.mediaType?.startsWith(type) === true || extensions.includes(extension);
  if (extension === 'eml' || looksLikeMail(head)) {
    throw new AppError('unsupported_type', `This is an e-mail, which cannot be read. ${SAVE_AS}`);
  }
  if (/^[[{]/.test(head) && isJson(text)) {
    throw new AppError('unsupported_type', `This is a JSON file, which cannot be read. ${SAVE_AS}`);
  }
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(head))
    return 'html';
  if (/^<\?xml/.test(head)) {
    throw new AppError('unsupported_type', `This is an XML file, which cannot be read. ${SAVE_AS}`);
  }
  if (
    claims('text/csv', 'csv', 'tsv') ||
    /^"?question"?[,;\t]"?answer"?\s*$/im.test(head.split('\n', 1)[0] ?? '')
  ) {
    return 'csv';
  }
  if (claims('text/html', 'html', 'htm') && /<[a-z][^>]*>/i.test(head)) return 'html';
  if (claims('text/markdown', 'md', 'markdown', 'mdx') || /^#{1,6} \S/m.test(head)) return 'markdown';
  if (/^<[a-z][\w-]*[\s>]/i.test(head) && (text.match(/<\/(?:p|div|li|td|h[1-6])>/gi)?.length ?? 0) >= 2)
    return 'html';
  return 'text';
}

const MAIL_HEADER =
  /^(?:from|to|subject|date|message-id|mime-version|received|return-path|content-type|delivered-to):/gim;

function looksLikeMail(head: string): boolean {
  const headers = head.split('\n\n', 1)[0] ?? '';
  return /^[\w-]+: ?\S/.test(headers) && (headers.match(MAIL_HEADER)?.length ?? 0) >= 4;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}
