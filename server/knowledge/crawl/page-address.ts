/** Longer addresses are traps, or hold what is no business of ours. */
const MAX_LENGTH = 1_500;
const MAX_SEGMENTS = 15;
/** `/a/b/a/b/a/b` comes from relative links gone wrong. */
const MAX_SAME_SEGMENT = 3;
const MAX_PARAMETERS = 8;
/** Who visits, not what is visited. */
const SESSION =
  /^(?:phpsessid|jsessionid|aspsessionid\w*|sid|session_?id|sessid|cfid|cftoken|utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|_ga)$/i;

/**
 * A page's one address: without fragment, session and advertising marks, parameters in order. Undefined for what is no page of the
 * web, and for the shapes that endless sites have.
 */
export function pageAddress(address: string, base?: string): string | undefined {
  const url = URL.parse(address, base);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    return undefined;
  }
  url.hash = '';
  url.pathname = url.pathname.replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/gi, '').replace(/\/{2,}/g, '/');
  for (const name of [...url.searchParams.keys()]) if (SESSION.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  if (url.search === '?') url.search = '';
  return url.href.length > MAX_LENGTH || isTrap(url) ? undefined : url.href;
}

function isTrap(url: URL): boolean {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  if (segments.length > MAX_SEGMENTS || url.searchParams.size > MAX_PARAMETERS) return true;
  const counts = new Map<string, number>();
  for (const segment of segments) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  return [...counts.values()].some((count) => count > MAX_SAME_SEGMENT);
}

/** The same host and port, with `www.` or without, by http or https. */
export function isSameSite(a: string, b: string): boolean {
  return siteOf(a) === siteOf(b);
}

function siteOf(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : `${url.hostname.replace(/^www\./, '')}:${url.port}`;
}

/** Files that hold no text, told by their name, so that they need not be asked for. */
export function isNoDocument(address: string): boolean {
  return /\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|mp[34g]|m4[av]|webm|ogg|wav|avi|mov|css|m?js|json|woff2?|ttf|eot|zip|gz|tar|7z|rar|exe|dmg|msi|apk|iso|rss|atom|ics)$/i.test(
    URL.parse(address)?.pathname ?? '',
  );
}
