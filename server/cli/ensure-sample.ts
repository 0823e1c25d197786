import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureBot } from '../bots/index.ts';
import { loadOrganisation } from '../knowledge/index.ts';
import { readOrganisation } from './read-organisation.ts';
import { showIngest } from './show-ingest.ts';
import type { CliContext, CliDeps } from './types.ts';

const SAMPLE_FOLDER = resolve(import.meta.dirname, '../../knowledge/larch-and-loft');

/** Makes the sample organisation's bot and loads its documents; what is there already costs nothing. @returns its id */
export async function ensureSample(deps: CliDeps, context: CliContext): Promise<string> {
  const { botId, botName, language, settings } = await readOrganisation(SAMPLE_FOLDER);
  await ensureBot(context, { actor: 'system:sample', id: botId, name: botName, language, settings });
  const total = (await readdir(join(SAMPLE_FOLDER, 'documents'))).length;
  const events = loadOrganisation(context, { botId, folder: SAMPLE_FOLDER }, deps.signal);
  await showIngest(deps.output, events, total);
  return botId;
}
