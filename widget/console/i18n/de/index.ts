import { accounts } from './accounts.ts';
import { app } from './app.ts';
import { appearance } from './appearance.ts';
import { approved } from './approved.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { bots } from './bots.ts';
import { compare } from './compare.ts';
import { conversations } from './conversations.ts';
import { corrections } from './corrections.ts';
import { decision } from './decision.ts';
import { files } from './files.ts';
import { inbox } from './inbox.ts';
import { insight } from './insight.ts';
import { knowledge } from './knowledge.ts';
import { lessons } from './lessons.ts';
import { passport } from './passport.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { sites } from './sites.ts';
import { start } from './start.ts';
import { teach } from './teach.ts';
import { tests } from './tests.ts';
import { unanswered } from './unanswered.ts';
import { webhook } from './webhook.ts';
import { words } from './words.ts';

/** German, by the English text; a file a feature. */
export const de: Readonly<Record<string, string>> = {
  ...accounts,
  ...app,
  ...appearance,
  ...approved,
  ...audit,
  ...backup,
  ...bots,
  ...compare,
  ...conversations,
  ...corrections,
  ...decision,
  ...files,
  ...inbox,
  ...insight,
  ...knowledge,
  ...lessons,
  ...passport,
  ...settings,
  ...setup,
  ...sites,
  ...start,
  ...teach,
  ...tests,
  ...unanswered,
  ...webhook,
  ...words,
};
