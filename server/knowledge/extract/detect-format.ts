import { AppError } from '../../base/index.ts';
import { decodeText } from './decode-text.ts';
import { openZipParts, type ZipParts } from './zip-parts.ts';

export type TextFormat = 'html' | 'markdown' | 'csv' | 'text';

export type BinaryFormat = 'pdf' | 'docx' | 'pptx' | 'xlsx' | 'odt' | 'ods' | 'odp' | 'epub' | 'rtf' | 'eml';

export type DetectedFormat = { format: BinaryFormat } | { format: TextFormat; text: string };

export const MEDIA_TYPES: Record<DetectedFormat['format'], string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  epub: 'application/epub+zip',
  rtf: 'application/rtf',
  eml: 'message/rfc822',
  html: 'text/html',
  markdown: 'text/markdown',
  csv: 'text/csv',
  text: 'text/plain',
};

const SAVE_AS = 'Save it as PDF, Word (.docx), Excel (.xlsx), HTML or plain text and add that.';

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
  if (head.startsWith('{\\rtf')) return { format: 'rtf' };
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw olderOffice(bytes);
  const known = SIGNATURES.find(({ starts }) => head.startsWith(starts));
  if (known !== undefined) {
    throw new AppError('unsupported_type', `This is ${known.kind}, which cannot be read. ${SAVE_AS}`);
  }
  const text = decodeText(bytes);
  if (text.trim() === '') throw new AppError('unreadable_document', 'The file holds nothing but blanks.');
  if (isMail(text, input.name)) return { format: 'eml' };
  return { format: detectTextFormat(text, input), text };
}

const SIGNATURES: readonly { starts: string; kind: string }[] = [
  { starts: '\x89PNG', kind: 'a picture' },
  { starts: '\xff\xd8\xff', kind: 'a picture' },
  { starts: 'GIF8', kind: 'a picture' },
  { starts: '\x1f\x8b', kind: 'a compressed archive' },
  { starts: '7z\xbc\xaf', kind: 'a compressed archive' },
  { starts: 'Rar!', kind: 'a compressed archive' },
  { starts: 'MZ', kind: 'a program' },
  { starts: '\x7fELF', kind: 'a program' },
];

/** The part that each kind of Office file cannot be without. */
const OFFICE_PARTS: Readonly<Record<string, BinaryFormat>> = {
  'word/document.xml': 'docx',
  'ppt/presentation.xml': 'pptx',
  'xl/workbook.xml': 'xlsx',
};

async function detectZip(bytes: Uint8Array): Promise<DetectedFormat> {
  const parts = await openZipParts(bytes);
  const office = Object.entries(OFFICE_PARTS).find(([part]) => parts.names.includes(part));
  if (office !== undefined) return { format: office[1] };
  if (parts.names.includes('META-INF/container.xml')) return { format: 'epub' };
  if (parts.names.includes('content.xml')) return await detectOpenDocument(parts);
  const kind = parts.names.includes('xl/workbook.bin') ? 'a binary Excel file (.xlsb)' : 'an archive';
  throw new AppError('unsupported_type', `This is ${kind}, which cannot be read. ${SAVE_AS}`);
}

async function detectOpenDocument(parts: ZipParts): Promise<DetectedFormat> {
  if ((await parts.text('META-INF/manifest.xml'))?.includes('encryption-data') === true)
    throw needsPassword();
  const mediaType = ((await parts.text('mimetype')) ?? '').trim().replace(/-template$/, '');
  const format = (['odt', 'ods', 'odp'] as const).find((each) => MEDIA_TYPES[each] === mediaType);
  if (format !== undefined) return { format };
  throw new AppError(
    'unsupported_type',
    `This is an OpenDocument file of a kind that cannot be read. ${SAVE_AS}`,
  );
}

function needsPassword(): AppError {
  return new AppError(
    'unreadable_document',
    'This file asks for a password. Save it without one and add it again.',
  );
}

/** The container of Office 97-2003, and of newer Office files that ask for a password. */
function olderOffice(bytes: Uint8Array): AppError {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (content.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return needsPassword();
  }
  if (content.includes(Buffer.from('__substg1.0_', 'utf16le'))) {
    return new AppError(
      'unsupported_type',
      'This is an Outlook message (.msg), which cannot be read. Save it as .eml or PDF and add that.',
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

/** A mail taken from a mailbox file begins with a line that belongs to the mailbox. */
export function withoutEnvelope(text: string): string {
  return text.replace(/^From [^\n]*\n/, '');
}

function isMail(text: string, name: string): boolean {
  const [headers = ''] = withoutEnvelope(text.slice(0, 20_000).trimStart()).split('\n\n', 1);
  const known = headers.match(MAIL_HEADER)?.length ?? 0;
  return /^[\w-]+: ?\S/.test(headers) && known >= (/\.eml$/i.test(name) ? 1 : 4);
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
