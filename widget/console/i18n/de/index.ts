import { app } from './app.ts';
import { conversations } from './conversations.ts';
import { knowledge } from './knowledge.ts';
import { passport } from './passport.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';

/** German, by the English text; a file a feature. */
export const de: Readonly<Record<string, string>> = {
  ...app,
  ...conversations,
  ...knowledge,
  ...passport,
  ...settings,
  ...start,
};
