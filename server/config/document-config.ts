import type { z } from 'zod';
import { envSchema } from './env.ts';

/** The text of `docs/configuration.md`, made from the schema so that the two cannot part. */
export function documentConfig(): string {
  const rows = Object.entries(envSchema.shape).map(([name, schema]) => {
    const fallback = defaultOf(schema);
    return `| \`${name}\` | ${fallback === undefined ? '' : `\`${fallback}\``} | ${schema.description ?? ''} |`;
  });
  return [
    '# Configuration',
    '',
    'Foyer is configured by environment variables. All are optional. Wrong values stop the start, all named at once.',
    '',
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
    'This page is generated from `server/config/env.ts`; `UPDATE_DOCS=1 npx vitest run tests/unit/config` writes it anew.',
    '',
  ].join('\n');
}

function defaultOf(schema: z.ZodType): string | undefined {
  const fallback = schema.safeParse(undefined);
  return fallback.success && fallback.data !== undefined ? String(fallback.data) : undefined;
}
