/** Words that stand for a character. */
export const RTF_CHARACTERS: Readonly<Record<string, string>> = {
  tab: ' ',
  line: '\n',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
};

/** Groups that hold no text of the document. Those that begin with `\*` are passed over too. */
export const RTF_SKIPPED = new Set(
  `colortbl pict nonshppict object fldinst header headerl headerr headerf footer footerl footerr footerf
   ftnsep ftnsepc aftnsep aftnsepc xe tc rxe txe bkmkstart bkmkend annotation atnid atnauthor`.split(/\s+/),
);

/** By a font's `\fcharset`; the rest are Western. */
const CHARSETS: Readonly<Record<number, string>> = {
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};

const PAGES: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
};

export function encodingOfCharset(charset: number): string | undefined {
  return CHARSETS[charset];
}

/** By `\ansicpg`. */
export function encodingOfPage(page: number): string {
  return PAGES[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');
}
