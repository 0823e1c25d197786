import type { Block } from '../extract/blocks.ts';

export type TextBlock = Exclude<Block, { kind: 'heading' }>;

/** What stands under one heading, up to the next. `titlePath`: document title, then headings, outermost first. */
export type Section = { titlePath: string[]; blocks: TextBlock[] };

/**
 * Cuts a document at its headings. A heading that only repeats the document's title is not repeated in the path; one with
 * nothing under it is kept as text, so that no word is lost.
 */
export function sectionsOf(title: string, blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  let stack: { level: number; text: string }[] = [];
  let open: Section = { titlePath: [title], blocks: [] };
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'heading') {
      open.blocks.push(block);
      continue;
    }
    if (sameText(block.text, title) && block.level === 1) {
      stack = [];
    } else {
      stack = [...stack.filter(({ level }) => level < block.level), { level: block.level, text: block.text }];
    }
    const next = blocks[index + 1];
    const hasBody = next !== undefined && (next.kind !== 'heading' || next.level > block.level);
    if (!hasBody && !sameText(block.text, title)) {
      stack = stack.slice(0, -1);
      if (open.blocks.length > 0) sections.push(open);
      open = { titlePath: pathOf(title, stack), blocks: [{ kind: 'paragraph', text: block.text }] };
      continue;
    }
    if (open.blocks.length > 0) sections.push(open);
    open = { titlePath: pathOf(title, stack), blocks: [] };
  }
  if (open.blocks.length > 0) sections.push(open);
  // A document that says nothing but its title says that.
  const [only] = sections.length === 0 ? blocks : [];
  return only === undefined
    ? sections
    : [{ titlePath: [title], blocks: [{ kind: 'paragraph', text: only.text }] }];
}

function pathOf(title: string, stack: readonly { text: string }[]): string[] {
  return [title, ...stack.map(({ text }) => text)];
}

function sameText(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
