import type { YAMLParseError } from 'yaml';

const NEEDS_QUOTES = 'this text needs quotes, or a line of its own';

const WORDS: Partial<Record<YAMLParseError['code'], string>> = {
  BAD_INDENT: 'this line is not indented like those before it',
  TAB_AS_INDENT: 'this line is indented with tabs, where only spaces count',
  DUPLICATE_KEY: 'this field stands twice',
  MISSING_CHAR: 'something is missing, such as a closing quote or bracket, or a space behind a colon',
  MULTILINE_IMPLICIT_KEY: NEEDS_QUOTES,
  BLOCK_AS_IMPLICIT_KEY: NEEDS_QUOTES,
  BAD_SCALAR_START: NEEDS_QUOTES,
  BAD_ALIAS: 'a text that begins with * or & needs quotes',
  BAD_DQ_ESCAPE: 'a backslash between double quotes must be written twice',
  MULTIPLE_DOCS: 'the file holds several documents with --- between them, where one is read',
};

/** What is wrong with a line of YAML, in plain words. */
export function yamlProblem({ code }: YAMLParseError): string {
  return WORDS[code] ?? 'check quotes, colons and indentation here';
}
