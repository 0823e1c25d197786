import { type AnyNode, type Element, isTag, isText } from 'domhandler';

export const BLOCK_TAGS = new Set(
  `address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header
   hgroup html main p section summary`.split(/\s+/),
);

/** All text of an element on one line. */
export function inlineText(element: Element, except: ReadonlySet<AnyNode> = new Set()): string {
  return tidy(rawText(element, except)).replace(/\s*\n\s*/g, ' ');
}

/** An element's text with its line breaks, blanks where block elements meet. */
export function rawText(element: Element, except: ReadonlySet<AnyNode> = new Set()): string {
  const parts: string[] = [];
  // Pushed one by one: a spread of a hundred thousand children overflows the call stack.
  const stack: AnyNode[] = element.children.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (except.has(node)) continue;
    if (isText(node)) parts.push(node.data);
    if (!isTag(node)) continue;
    const separate =
      node.name === 'br' || BLOCK_TAGS.has(node.name) || /^(?:li|td|th|tr|h[1-6])$/.test(node.name);
    if (separate) parts.push(node.name === 'br' ? '\n' : ' ');
    for (const child of node.children.toReversed()) stack.push(child);
  }
  return parts.join('');
}

/** One blank between words, no invisible characters, no empty lines. */
export function tidy(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}
