import { serveChild } from '../base/index.ts';
import { type BackUpInput, backUpDatabase } from './back-up.ts';

/** What the process that copies the database answers. */
export type BackUpCalls = { backUp: { input: BackUpInput; event: never; output: undefined } };

serveChild<undefined, BackUpCalls>(async () => ({
  async backUp(input) {
    await backUpDatabase(input);
    return undefined;
  },
}));
