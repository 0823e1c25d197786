import { AppError } from '../../base/index.ts';

/** More unprintable characters than this share, and the bytes were no text. */
const MAX_CONTROL_SHARE = 0.02;
/** Enough to see a NUL pattern or a `<meta charset>`. */
const SNIFF_BYTES = 4096;

/**
 * Bytes to text: by byte order mark, then by where the zero bytes stand (UTF-16 and UTF-32 without a mark), then UTF-8,
 * then the charset that the page itself declares, then windows-1252, which every byte sequence is.
 * Line ends become `\n`.
 * @throws AppError `unsupported_type` when the result is no text
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decodeBytes(bytes)
    .replace(/^\uFEFF/u, '')
    .replace(/\r\n?/g, '\n');
  const sample = text.slice(0, 100_000);
  const controls = sample.match(/(?![\t\n\v\f\r])[\p{Cc}\ufffd]/gu)?.length ?? 0;
  if (controls > sample.length * MAX_CONTROL_SHARE) {
    throw new AppError('unsupported_type', 'This file is not text and not of a format that can be read.');
  }
  return text.replaceAll('\0', '');
}

function decodeBytes(bytes: Uint8Array): string {
  const marked = decodeMarked(bytes);
  if (marked !== undefined) return marked;
  const wide = guessWideEncoding(bytes);
  if (wide === 'utf-32le' || wide === 'utf-32be') return decodeUtf32(bytes, wide === 'utf-32le');
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    return new TextDecoder(declaredCharset(bytes) ?? 'windows-1252').decode(bytes);
  }
}

function decodeMarked(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decodeUtf32(bytes, true);
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decodeUtf32(bytes, false);
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  return undefined;
}

/** Western text in a wide encoding has its zero bytes always in the same places of a group of two or four. */
function guessWideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | undefined {
  const sample = bytes.subarray(0, SNIFF_BYTES - (SNIFF_BYTES % 4));
  const zeros = [0, 0, 0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 4] = (zeros[index % 4] ?? 0) + 1;
  }
  const groups = Math.floor(sample.length / 4);
  if (groups === 0) return undefined;
  const [first, second, third, fourth] = zeros.map((count) => count / groups > 0.7);
  if (first && second && third) return 'utf-32be';
  if (second && third && fourth) return 'utf-32le';
  if (first && third) return 'utf-16be';
  if (second && fourth) return 'utf-16le';
  return undefined;
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let offset = 0; offset + 4 <= bytes.byteLength; offset += 4) {
    const point = view.getUint32(offset, littleEndian);
    parts.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
  }
  return parts.join('');
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFF_BYTES));
  const label = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(head)?.[1];
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}
