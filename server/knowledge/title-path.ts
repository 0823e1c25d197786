import { z } from 'zod';

const titlePathSchema = z.array(z.string());

/** Reads `passages.title_path`: document title, then headings, outermost first. */
export function parseTitlePath(json: string): string[] {
  return titlePathSchema.parse(JSON.parse(json));
}

/** How a title path is shown and embedded: `Returns policy › Boots worn outside`. */
export function joinTitlePath(titlePath: readonly string[]): string {
  return titlePath.join(' › ');
}
