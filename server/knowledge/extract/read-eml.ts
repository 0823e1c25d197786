import PostalMime, { type Address, type Email } from 'postal-mime';
import { AppError } from '../../base/index.ts';
import type { Block, ExtractedDocument } from './blocks.ts';
import { decodeText } from './decode-text.ts';
import { withoutEnvelope } from './detect-format.ts';
import { readFragment } from './read-html.ts';
import { readText } from './read-text.ts';

const MAX_NAMED = 20;

/**
 * An e-mail's text under its subject, with who wrote it and when. Attachments are not read: they are named, in the text and in
 * warnings, so that nobody believes they were.
 * @throws AppError `unreadable_document` when it holds nothing but attachments
 */
export async function readEml(bytes: Uint8Array): Promise<ExtractedDocument> {
  const mail = await PostalMime.parse(mailBytes(bytes), { maxNestingDepth: 50, maxRfc822NestingDepth: 5 });
  const attached = mail.attachments
    .filter(({ related }) => related !== true)
    .map(({ filename, mimeType }) => filename ?? `a part without a name (${mimeType})`);
  const body = bodyOf(mail);
  if (body.length === 0) {
    const names =
      attached.length === 0 ? '' : `, only attachments: ${named(attached)}. Save those and add them`;
    throw new AppError('unreadable_document', `The e-mail has no text${names}.`);
  }
  const head = [
    ...(mail.from === undefined ? [] : [`From: ${addressOf(mail.from)}`]),
    ...(mail.date === undefined ? [] : [`Date: ${dayOf(mail.date)}`]),
    ...(attached.length === 0 ? [] : [`Attached: ${named(attached)}`]),
  ];
  const first: Block[] = head.length === 0 ? [] : [{ kind: 'paragraph', text: head.join('\n') }];
  const warnings = attached
    .slice(0, MAX_NAMED)
    .map((name) => `The attachment "${name}" was not read. Save it and add it as a document of its own.`);
  return { title: (mail.subject ?? '').trim(), blocks: [...first, ...body], warnings };
}

/** Mail is bytes of seven or eight bits; one that a program has stored in a wide encoding is text first. */
function mailBytes(bytes: Uint8Array): Uint8Array | string {
  if (bytes.includes(0)) return withoutEnvelope(decodeText(bytes));
  const isFromMailbox = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === 'From ';
  return isFromMailbox ? bytes.subarray(bytes.indexOf(0x0a) + 1) : bytes;
}

function bodyOf(mail: Email): Block[] {
  const rich = mail.html === undefined ? [] : readFragment(mail.html).blocks;
  if (rich.length > 0) return rich;
  return readText((mail.text ?? '').replaceAll('\r\n', '\n').replace(/^(?:> ?)+/gm, '')).blocks;
}

function named(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function addressOf(address: Address): string {
  return address.name === '' ? (address.address ?? '') : address.name;
}

function dayOf(date: string): string {
  const at = new Date(date);
  if (Number.isNaN(at.getTime())) return date;
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
