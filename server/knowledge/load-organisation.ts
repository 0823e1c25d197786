import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { AppError } from '../base/index.ts';
import { problemsOf } from '../contract/index.ts';
import { ingestDocuments } from './ingest-documents.ts';
import type { IngestEvent, IngestFile, KnowledgeDeps } from './types.ts';

/** `organisation.json` of `knowledge/README.md`: who the bot speaks for. Fields it does not know are let be. */
const organisationSchema = z.looseObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string().min(1),
  botName: z.string().optional(),
  language: z.string().default('en'),
  greeting: z.string().optional(),
  description: z.string().optional(),
  persona: z.string().optional(),
  contact: z
    .looseObject({ email: z.string().optional(), phone: z.string().optional(), hours: z.string().optional() })
    .optional(),
  handoffMessage: z.string().optional(),
  suggestedQuestions: z.array(z.string()).default([]),
});
export type Organisation = z.infer<typeof organisationSchema>;

/**
 * Reads an organisation's `organisation.json`.
 * @throws AppError `not_found`, `bad_request`
 */
export async function readOrganisation(folder: string): Promise<Organisation> {
  const path = join(folder, 'organisation.json');
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) {
      throw new AppError('bad_request', `${path} is not JSON: check its quotes, commas and brackets.`, {
        cause: thrown,
      });
    }
    throw new AppError('not_found', `${folder} is not an organisation: it has no organisation.json.`, {
      cause: thrown,
    });
  }
  const parsed = organisationSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new AppError('bad_request', `${path} is wrong: ${problemsOf(parsed.error)}.`);
}

/**
 * Ingests everything under an organisation's `documents/` into a bot; the name of each is its path there. What the bot
 * is called and says is the caller's business (`readOrganisation`).
 * @throws AppError `not_found`, `bad_request` when the folder is no organisation; what `ingestDocuments` throws
 */
export async function* loadOrganisation(
  deps: KnowledgeDeps,
  input: { botId: string; folder: string },
  signal?: AbortSignal,
): AsyncGenerator<IngestEvent> {
  await readOrganisation(input.folder);
  const files = readFolder(join(input.folder, 'documents'));
  yield* ingestDocuments(deps, { botId: input.botId, files }, signal);
}

async function* readFolder(folder: string): AsyncGenerator<IngestFile> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of paths) {
    yield { name: relative(folder, path).split(sep).join('/'), bytes: await readFile(path) };
  }
}
