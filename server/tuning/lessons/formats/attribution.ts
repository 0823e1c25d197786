/** What `attribution.txt` beside a `qna.yaml` says of the text its lessons rest on. */
export type Attribution = { origin?: string | undefined; licence?: string | undefined };

const LINE = /^(Title of work|License of the work|Licence of the work)\s*:(.*)/i;

export function readAttribution(text: string): { origin?: string; licence?: string } {
  const found: { origin?: string; licence?: string } = {};
  for (const line of text.split('\n')) {
    const [, label = '', rest = ''] = LINE.exec(line.trim()) ?? [];
    const value = rest.trim();
    if (value === '') continue;
    if (label.toLowerCase().startsWith('title')) found.origin ??= value;
    else found.licence ??= value;
  }
  return found;
}

/** Without the lines of what is not known; line breaks inside a value become spaces. */
export function attributionText({ origin, licence, author }: Attribution & { author: string }): string {
  const lines = { 'Title of work': origin, 'License of the work': licence, 'Creator names': author };
  return Object.entries(lines)
    .flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value.replaceAll('\n', ' ')}\n`]))
    .join('');
}
