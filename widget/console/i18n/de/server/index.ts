import type { Known } from '../../said.ts';
import { accounts } from './accounts.ts';
import { answers } from './answers.ts';
import { bots } from './bots.ts';
import { causes } from './causes.ts';
import { documents } from './documents.ts';
import { fieldInGerman } from './fields.ts';
import { house } from './house.ts';
import { models } from './models.ts';
import { parts } from './parts.ts';
import { problems } from './problems.ts';
import { sites } from './sites.ts';
import { talks } from './talks.ts';
import { teaching } from './teaching.ts';
import { versions } from './versions.ts';
import { words } from './words.ts';

/** German for the sentences that the server makes, by the English, with a name where it fills in. */
export const deServer: Readonly<Record<string, string>> = {
  ...accounts,
  ...answers,
  ...bots,
  ...causes,
  ...documents,
  ...house,
  ...models,
  ...parts,
  ...problems,
  ...sites,
  ...talks,
  ...teaching,
  ...versions,
  ...words,
};

/** All that the console needs to say what the server says in German. */
export const deSaid: Known = { sentences: deServer, sayField: fieldInGerman };
