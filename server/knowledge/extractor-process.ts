import { AppError, serveChild } from '../base/index.ts';
import { extractDocument } from './extract/extract-document.ts';
import { EXTRACT_LIMITS } from './extract/limits.ts';
import { readLinks } from './extract/read-links.ts';
import { splitDocument } from './split/split-document.ts';
import type { PageLinks, ReadDocument, ReadInput, ReadLinksInput } from './types.ts';

/** What the extractor process answers. */
export type ExtractorCalls = {
  read: { input: ReadInput; event: never; output: ReadDocument };
  links: { input: ReadLinksInput; event: never; output: PageLinks };
};

serveChild<undefined, ExtractorCalls>(async () => ({
  async links(input) {
    return readLinks(input);
  },
  async read(input) {
    const document = await extractDocument(input);
    const title = input.title ?? document.title;
    const passages = splitDocument({ ...document, title });
    if (passages.length > EXTRACT_LIMITS.maxPassages) {
      throw new AppError('too_large', 'The document makes more passages than one may; split it into parts.');
    }
    return { title, mediaType: document.mediaType, passages, warnings: document.warnings };
  },
}));
