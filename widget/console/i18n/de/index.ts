import { accounts } from './accounts.ts';
import { app } from './app.ts';
import { audit } from './audit.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { knowledge } from './knowledge.ts';
import { lessons } from './lessons.ts';
import { passport } from './passport.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';

/** German, by the English text; a file a feature. */
export const de: Readonly<Record<string, string>> = {
  ...accounts,
  ...app,
  ...audit,
  ...conversations,
  ...files,
  ...knowledge,
  ...lessons,
  ...passport,
  ...settings,
  ...start,
};
