/** `hex` is one byte of the text's code page. */
export type RtfToken =
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'word'; word: string; value: number | undefined }
  | { kind: 'hex'; byte: number }
  | { kind: 'text'; text: string };

const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n\\]/giy;

/** The tokens of a rich text file, given as one character a byte; binary parts are passed over. */
export function* rtfTokens(source: string): Generator<RtfToken> {
  const pattern = new RegExp(TOKEN);
  for (let match = pattern.exec(source); match !== null; match = pattern.exec(source)) {
    const [, word, digits, hex, sign, brace, text] = match;
    if (brace !== undefined) yield brace === '{' ? { kind: 'open' } : { kind: 'close' };
    else if (text !== undefined) yield { kind: 'text', text };
    else if (hex !== undefined) yield { kind: 'hex', byte: Number.parseInt(hex, 16) };
    else if (sign !== undefined) yield signToken(sign);
    else if (word !== undefined) {
      const value = digits === undefined ? undefined : Number(digits);
      if (word === 'bin') pattern.lastIndex += Math.max(0, value ?? 0);
      yield { kind: 'word', word, value };
    }
  }
}

function signToken(sign: string): RtfToken {
  switch (sign) {
    case '~':
      return { kind: 'text', text: ' ' };
    case '_':
      return { kind: 'text', text: '-' };
    case '\\':
    case '{':
    case '}':
      return { kind: 'text', text: sign };
    case '\r':
    case '\n':
      return { kind: 'word', word: 'par', value: undefined };
    default:
      return { kind: 'word', word: sign, value: undefined };
  }
}
