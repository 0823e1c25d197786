import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../base/index.ts';
import { type BotSettings, botSettingsSchema } from '../bots/index.ts';

/** `organisation.json`, as knowledge/README.md describes it. */
const organisationSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.string().min(1),
  botName: z.string().min(1),
  language: z.string().min(2),
  greeting: z.string(),
  persona: z.string(),
  contact: botSettingsSchema.shape.contact,
  handoffMessage: z.string(),
  refusal: z.string().optional(),
  suggestedQuestions: z.array(z.string()),
});

export type Organisation = { botId: string; botName: string; language: string; settings: BotSettings };

/** Reads who a bot speaks for from an organisation's folder. @throws AppError `not_found`, `bad_request` */
export async function readOrganisation(folder: string): Promise<Organisation> {
  const path = join(folder, 'organisation.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('not_found', `There is no organisation at ${folder}: organisation.json is missing.`, {
      cause,
    });
  });
  const result = organisationSchema.safeParse(parseJson(text, path));
  if (!result.success)
    throw new AppError('bad_request', `${path} is not complete:\n${z.prettifyError(result.error)}`);
  const { id, name, botName, language, ...rest } = result.data;
  const refusal =
    rest.refusal ?? `I could not find this in the documents of ${name}. Shall I ask a person to help?`;
  const settings = botSettingsSchema.parse({ ...rest, organisation: name, refusal });
  return { botId: id, botName, language, settings };
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad_request', `${path} is not valid JSON.`, { cause });
  }
}
