/** A kind of file that visitors may send, and what its name ends in. */
export type FileKind = { mediaType: string; ending: string };

const SIGNATURES: readonly (FileKind & { bytes: readonly number[] })[] = [
  { mediaType: 'image/png', ending: '.png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', ending: '.jpg', bytes: [0xff, 0xd8, 0xff] },
  { mediaType: 'application/pdf', ending: '.pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];
const WEBP: FileKind = { mediaType: 'image/webp', ending: '.webp' };
const TEXT: FileKind = { mediaType: 'text/plain; charset=utf-8', ending: '.txt' };

/** What a file is by its bytes, whatever it is called: a picture, a PDF or plain text. Undefined for all else. */
export function kindOfFile(bytes: Uint8Array): FileKind | undefined {
  const known = SIGNATURES.find(({ bytes: start }) => start.every((byte, at) => bytes[at] === byte));
  if (known) return { mediaType: known.mediaType, ending: known.ending };
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return WEBP;
  return isText(bytes) ? TEXT : undefined;
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/\p{Cc}/u.test(text.replace(/[\t\n\f\r]/g, ''));
  } catch {
    return false;
  }
}
