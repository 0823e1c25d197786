import { AppError } from '../base/index.ts';
import { addDocument } from './add-document.ts';
import { getDocument } from './get-document.ts';
import { type PreparedDocument, prepareDocument } from './prepare-document.ts';
import type { KnowledgeDeps } from './types.ts';

/** What people write by hand and can change where it stands. */
const EDITABLE = new Set(['text/markdown', 'text/plain', 'text/csv']);

type EditInput = { botId: string; documentId: string; actor: string; text: string; expectedHash: string };

/**
 * Gives a document of plain text another text; the old one is found until the new one is ready.
 * @throws AppError `not_found`, `conflict` when `expectedHash` is not that of the text it has, `bad_request` for a page of a
 * site and for what is no plain text, and what `prepareDocument` throws
 */
export async function editText(
  deps: KnowledgeDeps,
  { botId, documentId, actor, text, expectedHash }: EditInput,
  signal?: AbortSignal,
): Promise<PreparedDocument> {
  const { name, title, mediaType, url } = await getDocument(deps, { botId, documentId });
  if (url !== undefined) {
    throw new AppError(
      'bad_request',
      'This page is read from its site. Change it there, then read the site again.',
    );
  }
  if (!EDITABLE.has(mediaType)) {
    throw new AppError(
      'bad_request',
      `${name} is no plain text. Change the file, then add it again under this name.`,
    );
  }
  const bytes = new TextEncoder().encode(text);
  // What the text itself says of its title is read from it again.
  const kept = title !== '' && !text.includes(title) ? { title } : {};
  await addDocument(deps, { botId, actor, name, mediaType, bytes, expectedHash, ...kept });
  return await prepareDocument(deps, { documentId }, signal);
}
