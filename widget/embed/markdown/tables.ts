import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';

/** What reads tables, for the few replies that hold one. */
export const TABLES = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] };
