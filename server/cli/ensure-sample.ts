import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type CreateBotInput, ensureBot } from '../bots/index.ts';
import { loadOrganisation, type Organisation, readOrganisation } from '../knowledge/index.ts';
import { allTestQuestions, listLessons, loadTeachingMaterial } from '../tuning/index.ts';
import { showIngest } from './show-ingest.ts';
import type { CliContext, CliDeps } from './types.ts';

const SAMPLE_FOLDER = resolve(import.meta.dirname, '../../knowledge/larch-and-loft');

/** Makes the sample organisation's bot and loads what it knows, is taught and tested on; what is there already costs nothing. @returns its id */
export async function ensureSample(deps: CliDeps, context: CliContext): Promise<string> {
  const organisation = await readOrganisation(SAMPLE_FOLDER);
  const bot = await ensureBot(context, botOf(organisation));
  const total = (await readdir(join(SAMPLE_FOLDER, 'documents'))).length;
  const events = loadOrganisation(context, { botId: bot.id, folder: SAMPLE_FOLDER }, deps.signal);
  const { text } = await showIngest(deps.output, events, total);
  deps.output.stderr(`Sample organisation: ${text}\n`);
  await teachSample(deps, context, bot.id);
  return bot.id;
}

/** Once only: what staff made of the lessons since then stays. */
async function teachSample(deps: CliDeps, context: CliContext, botId: string): Promise<void> {
  const { total } = await listLessons(context, { botId, limit: 1 });
  if (total > 0 || (await allTestQuestions(context, { botId })).length > 0) return;
  const input = { actor: 'system:sample', botId, folder: SAMPLE_FOLDER, approve: true };
  const { lessons, tests } = await loadTeachingMaterial(context, input);
  deps.output.stderr(`Sample organisation: ${lessons.added} lessons, ${tests.added} test questions\n`);
}

function botOf(organisation: Organisation): CreateBotInput & { id: string } {
  const { id, name, botName, language, suggestedQuestions, persona, contact } = organisation;
  return {
    actor: 'system:sample',
    id,
    name: botName ?? name,
    language,
    settings: {
      organisation: name,
      greeting: organisation.greeting ?? `Hello, this is the assistant of ${name}. How can I help?`,
      refusal: `I could not find this in the documents of ${name}. Shall I bring a colleague in?`,
      handoffMessage: organisation.handoffMessage ?? 'I will bring a colleague into this chat.',
      suggestedQuestions,
      ...(persona === undefined ? {} : { persona }),
      ...(contact === undefined ? {} : { contact }),
    },
  };
}
