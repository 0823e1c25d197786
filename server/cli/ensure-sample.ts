import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type CreateBotInput, ensureBot } from '../bots/index.ts';
import { loadOrganisation, type Organisation, readOrganisation } from '../knowledge/index.ts';
import { showIngest } from './show-ingest.ts';
import type { CliContext, CliDeps } from './types.ts';

const SAMPLE_FOLDER = resolve(import.meta.dirname, '../../knowledge/larch-and-loft');

/** Makes the sample organisation's bot and loads its documents; what is there already costs nothing. @returns its id */
export async function ensureSample(deps: CliDeps, context: CliContext): Promise<string> {
  const organisation = await readOrganisation(SAMPLE_FOLDER);
  const bot = await ensureBot(context, botOf(organisation));
  const total = (await readdir(join(SAMPLE_FOLDER, 'documents'))).length;
  const events = loadOrganisation(context, { botId: bot.id, folder: SAMPLE_FOLDER }, deps.signal);
  const { text } = await showIngest(deps.output, events, total);
  deps.output.stderr(`Sample organisation: ${text}\n`);
  return bot.id;
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
