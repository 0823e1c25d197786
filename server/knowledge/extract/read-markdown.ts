import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { ExtractedDocument } from './blocks.ts';
import { readFragment } from './read-html.ts';

const frontMatterSchema = z.looseObject({ title: z.string().optional() });

/** CommonMark with GitHub's tables, through the HTML it stands for. A title in the front matter counts. */
export function readMarkdown(markdown: string): ExtractedDocument {
  const frontMatter = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(markdown);
  const body = frontMatter === null ? markdown : markdown.slice(frontMatter[0].length);
  // Raw HTML is parsed, never run: a page's `<details>` is text like any other.
  const html = micromark(body, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
  const document = readFragment(html);
  const title = frontMatter?.[1] === undefined ? undefined : frontMatterTitle(frontMatter[1]);
  return title === undefined ? document : { ...document, title };
}

function frontMatterTitle(yaml: string): string | undefined {
  try {
    const parsed = frontMatterSchema.safeParse(parseYaml(yaml));
    return parsed.success ? parsed.data.title : undefined;
  } catch (thrown) {
    // Front matter that is no YAML has no title to give; the text below it is still good.
    if (thrown instanceof Error && thrown.name.startsWith('YAML')) return undefined;
    throw thrown;
  }
}
