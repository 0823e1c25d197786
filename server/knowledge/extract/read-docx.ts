import mammoth from 'mammoth';
import { AppError } from '../../base/index.ts';
import type { ExtractedDocument } from './blocks.ts';
import { readFragment } from './read-html.ts';

const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];

/** A Word document through mammoth: styles become headings; pictures, macros and links to other files are left out. */
export async function readDocx(bytes: Uint8Array): Promise<ExtractedDocument> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let html: string;
  try {
    const converted = await mammoth.convertToHtml(
      { buffer },
      { styleMap: STYLES, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    );
    html = converted.value;
  } catch (thrown) {
    throw new AppError(
      'unreadable_document',
      'The Word file is damaged. Open it in Word, save it again and add that.',
      {
        cause: thrown,
      },
    );
  }
  return readFragment(html);
}
