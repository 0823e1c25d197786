import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import type { Block } from './blocks.ts';
import { tableRows } from './html-table.ts';
import { BLOCK_TAGS, inlineText, rawText, tidy } from './html-text.ts';
import { EXTRACT_LIMITS } from './limits.ts';

/** Blocks in reading order. Text between block elements is a paragraph of its own. */
export function collectBlocks(root: AnyNode | undefined): Block[] {
  const walk: Walk = { blocks: [], inline: '', headingLevel: 0 };
  if (root !== undefined) visit(walk, root, 0);
  endParagraph(walk);
  return walk.blocks;
}

type Walk = { blocks: Block[]; inline: string; headingLevel: number };

function visit(walk: Walk, node: AnyNode, depth: number): void {
  if (isText(node)) {
    walk.inline += node.data.replace(/[ \t\n\r\f]+/g, ' ');
    return;
  }
  if (!isTag(node) && !('children' in node)) return;
  if (isTag(node) && visitSpecial(walk, node, depth)) return;
  const isBlock = isTag(node) && BLOCK_TAGS.has(node.name);
  if (isBlock) endParagraph(walk);
  if (depth < EXTRACT_LIMITS.maxHtmlDepth) {
    for (const child of node.children) visit(walk, child, depth + 1);
  }
  if (isBlock) endParagraph(walk);
}

/** Elements that are blocks of another kind than a paragraph; true when this was one. */
function visitSpecial(walk: Walk, element: Element, depth: number): boolean {
  const level = /^h([1-6])$/.exec(element.name)?.[1];
  if (level !== undefined) {
    endParagraph(walk);
    walk.headingLevel = Number(level);
    add(walk, { kind: 'heading', level: walk.headingLevel, text: inlineText(element) });
    return true;
  }
  switch (element.name) {
    case 'br':
      walk.inline = `${walk.inline.trimEnd()}\n`;
      return true;
    case 'hr':
      endParagraph(walk);
      return true;
    case 'summary':
      endParagraph(walk);
      add(walk, { kind: 'heading', level: Math.min(6, walk.headingLevel + 1), text: inlineText(element) });
      return true;
    case 'ul':
    case 'ol':
      endParagraph(walk);
      add(walk, { kind: 'list', text: listLines(element, 0, depth).join('\n') });
      return true;
    case 'dl':
      endParagraph(walk);
      add(walk, { kind: 'list', text: definitionLines(element).join('\n') });
      return true;
    case 'pre':
      endParagraph(walk);
      add(walk, { kind: 'code', text: rawText(element).replace(/^\n+|\s+$/g, '') });
      return true;
    case 'table': {
      const rows = tableRows(element);
      if (rows === undefined) return false;
      endParagraph(walk);
      add(walk, { kind: 'table', text: rows.join('\n') });
      return true;
    }
    default:
      return false;
  }
}

function endParagraph(walk: Walk): void {
  const text = tidy(walk.inline);
  walk.inline = '';
  if (text !== '') walk.blocks.push({ kind: 'paragraph', text });
}

function add(walk: Walk, block: Block): void {
  if (block.text.trim() !== '') walk.blocks.push(block);
}

function listLines(list: Element, indent: number, depth: number): string[] {
  if (depth > EXTRACT_LIMITS.maxHtmlDepth) return [];
  const lines: string[] = [];
  let number = Number(list.attribs['start'] ?? 1) || 1;
  for (const item of list.children.filter(isTag)) {
    if (item.name === 'ul' || item.name === 'ol') {
      lines.push(...listLines(item, indent + 1, depth + 1));
      continue;
    }
    const nested = findNestedLists(item);
    const own = inlineText(item, new Set(nested));
    const mark = list.name === 'ol' ? `${number}.` : '-';
    if (own !== '') lines.push(`${'  '.repeat(indent)}${mark} ${own}`);
    for (const inner of nested) lines.push(...listLines(inner, indent + 1, depth + 1));
    number += 1;
  }
  return lines;
}

/** The outermost lists inside an item, also when wrapped in other elements. */
function findNestedLists(item: Element): Element[] {
  const found: Element[] = [];
  const queue: Element[] = item.children.filter(isTag);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next.name === 'ul' || next.name === 'ol') found.push(next);
    else for (const child of next.children.filter(isTag)) queue.push(child);
  }
  return found;
}

function definitionLines(list: Element): string[] {
  const lines: string[] = [];
  let term = '';
  const entries = list.children
    .filter(isTag)
    .flatMap((child) => (child.name === 'div' ? child.children.filter(isTag) : [child]));
  for (const entry of entries) {
    if (entry.name === 'dt') {
      if (term !== '') lines.push(`- ${term}`);
      term = inlineText(entry);
    } else {
      lines.push(
        term === '' ? `- ${inlineText(entry)}` : `- ${term.replace(/:$/, '')}: ${inlineText(entry)}`,
      );
      term = '';
    }
  }
  if (term !== '') lines.push(`- ${term}`);
  return lines;
}
