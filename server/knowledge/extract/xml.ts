import { type AnyNode, type Document, DomHandler, type Element, isTag, isText } from 'domhandler';
import { Parser } from 'htmlparser2';
import { AppError } from '../../base/index.ts';
import { EXTRACT_LIMITS } from './limits.ts';

/**
 * XML as a tree. Document types are not read, so entities of the file's own are never expanded (CWE-776) and nothing is fetched
 * (CWE-611).
 * @throws AppError `unreadable_document` when elements stand inside each other without end, `too_large`
 */
export function parseXml(text: string): Document {
  assertXmlLength(text);
  const handler = new ShallowHandler();
  new Parser(handler, { xmlMode: true }).end(text);
  return handler.root;
}

export function assertXmlLength(text: string): void {
  if (text.length <= EXTRACT_LIMITS.maxXmlLength) return;
  throw new AppError('too_large', 'A part of this file is larger than can be read; split it into parts.');
}

class ShallowHandler extends DomHandler {
  #depth = 0;

  override onopentag(name: string, attributes: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > EXTRACT_LIMITS.maxHtmlDepth) {
      throw new AppError('unreadable_document', 'The file is damaged: its parts never end.');
    }
    super.onopentag(name, attributes);
  }

  override onclosetag(): void {
    this.#depth -= 1;
    super.onclosetag();
  }
}

type Parent = Document | Element;

/** Without the prefix, which every program chooses for itself. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function childElements(parent: Parent, ...names: string[]): Element[] {
  return parent.children
    .filter(isTag)
    .filter(({ name }) => names.length === 0 || names.includes(localName(name)));
}

/** All elements of these local names, in reading order; not those inside one that was found. */
export function findElements(parent: Parent, ...names: string[]): Element[] {
  const found: Element[] = [];
  const stack: AnyNode[] = parent.children.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isTag(node)) continue;
    if (names.includes(localName(node.name))) found.push(node);
    else for (const child of node.children.toReversed()) stack.push(child);
  }
  return found;
}

export function findElement(parent: Parent, name: string): Element | undefined {
  return findElements(parent, name)[0];
}

/** An attribute by its local name. `prefixed` passes over one without a prefix: `r:id` beside `id`. */
export function attributeOf(element: Element, name: string, prefixed = false): string | undefined {
  for (const [key, value] of Object.entries(element.attribs)) {
    if (localName(key) === name && (!prefixed || key.includes(':'))) return value;
  }
  return undefined;
}

/** All text below, on one line. */
export function textOf(parent: Parent | undefined): string {
  const parts: string[] = [];
  const stack: AnyNode[] = parent?.children.toReversed() ?? [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isText(node)) parts.push(node.data);
    else if ('children' in node) for (const child of node.children.toReversed()) stack.push(child);
  }
  return parts.join('').replace(/\s+/g, ' ').trim();
}
