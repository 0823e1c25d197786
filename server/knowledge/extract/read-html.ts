import * as cheerio from 'cheerio';
import type { Block, ExtractedDocument } from './blocks.ts';
import { collectBlocks } from './html-blocks.ts';
import { findContent } from './html-content.ts';
import { assertShallow } from './html-depth.ts';

/** A web page: what it is about, without its menus, banners and forms. Nothing in it is run or fetched. */
export function readHtml(html: string): ExtractedDocument {
  assertShallow(html);
  const page = cheerio.load(html);
  const headTitle = page('head > title').first().text();
  const content = findContent(page);
  const blocks = collectBlocks(content);
  return { title: firstHeading(blocks) ?? siteless(headTitle), blocks, warnings: [] };
}

/** HTML that another reader made (Markdown, Word): all of it is content. */
export function readFragment(html: string): ExtractedDocument {
  assertShallow(html);
  const page = cheerio.load(html);
  page('script, style, template, iframe, object, embed').remove();
  const blocks = collectBlocks(page('body').get(0));
  return { title: firstHeading(blocks) ?? '', blocks, warnings: [] };
}

function firstHeading(blocks: readonly Block[]): string | undefined {
  const first = blocks.find((block) => block.kind === 'heading');
  return first?.kind === 'heading' && first.level === 1 ? first.text : undefined;
}

/** `Sizes - Help - Some Shop` is about sizes. */
function siteless(title: string): string {
  const collapsed = title.replace(/\s+/g, ' ').trim();
  return collapsed.split(/ [-–—|·»:] /)[0] ?? collapsed;
}
