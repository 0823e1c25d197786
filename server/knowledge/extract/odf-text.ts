import { type AnyNode, type Document, type Element, isTag, isText } from 'domhandler';
import { tidy } from './html-text.ts';
import { attributeOf, childElements, findElements, localName } from './xml.ts';

export type OdfStyles = {
  /** Of a paragraph's style, also of one made for this paragraph only: the named style that it comes from. */
  parents: ReadonlyMap<string, string>;
  /** Names of list styles whose first level counts. */
  numbered: ReadonlySet<string>;
};

const MAX_BLANKS = 100;

export function odfStyles(content: Document): OdfStyles {
  const parents = new Map([['Title', 'Title']]);
  for (const style of findElements(content, 'style')) {
    const name = attributeOf(style, 'name');
    const parent = attributeOf(style, 'parent-style-name');
    if (name !== undefined && parent !== undefined) parents.set(name, parent);
  }
  const numbered = new Set<string>();
  for (const style of findElements(content, 'list-style')) {
    const first = childElements(style)[0];
    const name = attributeOf(style, 'name');
    if (first !== undefined && localName(first.name) === 'list-level-style-number' && name !== undefined) {
      numbered.add(name);
    }
  }
  return { parents, numbered };
}

/** A paragraph's own words with its line breaks. Footnotes stand in brackets where their mark is. */
export function odfText(element: Element): string {
  return tidy(element.children.map(inline).join(''));
}

function inline(node: AnyNode): string {
  // Line ends in the file are the file's, not the author's.
  if (isText(node)) return node.data.replace(/\s+/g, ' ');
  if (!isTag(node)) return '';
  switch (localName(node.name)) {
    case 's':
      return ' '.repeat(Math.min(MAX_BLANKS, Number(attributeOf(node, 'c') ?? 1) || 1));
    case 'tab':
      return ' ';
    case 'line-break':
      return '\n';
    case 'note':
      return ` (${findElements(node, 'note-body').map(odfText).join(' ')})`;
    case 'annotation':
    case 'frame':
    case 'note-citation':
    case 'ruby-text':
      return '';
    default:
      return node.children.map(inline).join('');
  }
}

/** Whether a text box stands inside another, which reads it. */
export function isInsideText(box: Element): boolean {
  for (let parent = box.parent; parent !== null; parent = parent.parent) {
    if (isTag(parent) && localName(parent.name) === 'text-box') return true;
  }
  return false;
}

export function odfLists(list: Element, styles: OdfStyles, indent = 0, inherited = false): string[] {
  const style = attributeOf(list, 'style-name');
  const isNumbered = style === undefined ? inherited : styles.numbered.has(style);
  const lines: string[] = [];
  let number = 1;
  for (const item of childElements(list, 'list-item', 'list-header')) {
    const text = childElements(item, 'p', 'h').map(odfText).join(' ').replace(/\s+/g, ' ').trim();
    const mark = isNumbered ? `${number}.` : '-';
    if (text !== '') {
      lines.push(`${'  '.repeat(indent)}${mark} ${text}`);
      number += 1;
    }
    for (const inner of childElements(item, 'list')) {
      lines.push(...odfLists(inner, styles, indent + 1, isNumbered));
    }
  }
  return lines;
}
