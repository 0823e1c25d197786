export type AddedToken = { id: number; content: string; special: boolean };

export type ControlTokens = {
  ids: ReadonlySet<number>;
  /** Matches any token that a tokenizer would take out of running text, longest first. */
  pattern: RegExp | undefined;
};

/**
 * Every added token that is special, or looks like markup (`<think>`, `[INST]`), steers the model: none may come
 * from what a visitor or a document says.
 */
export function controlTokens(added: readonly AddedToken[]): ControlTokens {
  const steering = added.filter(({ content, special }) => special || /^[<[].*[>\]]$/.test(content));
  const contents = steering
    .map(({ content }) => content)
    .filter((content) => content.length > 0)
    .sort((a, b) => b.length - a.length);
  return {
    ids: new Set(steering.map(({ id }) => id)),
    pattern: contents.length === 0 ? undefined : new RegExp(contents.map(escapePattern).join('|'), 'g'),
  };
}

/**
 * Breaks control tokens written out in a text with a space after their first character, until none is left:
 * the reader still sees what was written, the model sees ordinary text.
 */
export function defuse(text: string, { pattern }: ControlTokens): string {
  if (pattern === undefined) return text;
  let safe = text;
  while (safe.search(pattern) >= 0) safe = safe.replace(pattern, (found) => `${found[0]} ${found.slice(1)}`);
  return safe;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
