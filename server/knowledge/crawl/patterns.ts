/**
 * Whether a page's path, with its query, is one of these: `/help` and all that begins so; `*` stands for anything, as in
 * `*print`. Without patterns `whenNone` holds. Time grows with the lengths only, whatever the pattern.
 */
export function matchesAny(patterns: readonly string[], address: string, whenNone: boolean): boolean {
  if (patterns.length === 0) return whenNone;
  const url = URL.parse(address);
  if (url === null) return false;
  const path = decoded(url.pathname + url.search);
  return patterns.some((pattern) => matches(decoded(pathOf(pattern)), path));
}

/** Patterns may be pasted as whole addresses. */
function pathOf(pattern: string): string {
  const path = pattern.replace(/^https?:\/\/[^/]*/i, '');
  return path.startsWith('/') || path.startsWith('*') ? path : `/${path}`;
}

function matches(pattern: string, path: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (!path.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = path.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return true;
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch (thrown) {
    if (thrown instanceof URIError) return text;
    throw thrown;
  }
}
