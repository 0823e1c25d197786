import { accounts } from './accounts.ts';
import { answers } from './answers.ts';
import { bots } from './bots.ts';
import { documents } from './documents.ts';
import { house } from './house.ts';
import { models } from './models.ts';
import { parts } from './parts.ts';
import { sites } from './sites.ts';
import { talks } from './talks.ts';
import { teaching } from './teaching.ts';
import { versions } from './versions.ts';

/** German for the sentences that the server makes, by the English, with a name where it fills in. */
export const deServer: Readonly<Record<string, string>> = {
  ...accounts,
  ...answers,
  ...bots,
  ...documents,
  ...house,
  ...models,
  ...parts,
  ...sites,
  ...talks,
  ...teaching,
  ...versions,
};
