import { measureBackups } from './backups/index.ts';
import type { Config } from './config/index.ts';
import type { HttpDeps } from './http/index.ts';
import type { ExerciseDeps, RetestDeps } from './tuning/index.ts';
import {
  bindAnswer,
  bindTeaching,
  bindVersions,
  type ContextOverrides,
  openBasics,
  openKnowledge,
  openModels,
  openPeople,
  openServing,
} from './wiring/index.ts';

export { type ContextOverrides, modelsDepsOf } from './wiring/index.ts';

export type AppContext = HttpDeps &
  Pick<ExerciseDeps, 'readExercises'> & {
    retesting: RetestDeps;
  } & AsyncDisposable;

/**
 * Builds every service once. Model processes, and the one that reads files, start with their first use. Disposing undoes it in reverse order: running
 * turns first, the database last.
 * @throws AppError when the database cannot be opened
 */
export async function openContext(config: Config, overrides: ContextOverrides = {}): Promise<AppContext> {
  await using opening = new AsyncDisposableStack();
  const setup = { config, overrides, opening };
  const basics = await openBasics(setup);
  const { pool, ...models } = await openModels(setup, basics);
  const knowledge = await openKnowledge(setup, { ...basics, ...models });
  const known = { ...basics, ...models, ...knowledge };
  const versions = bindVersions(setup, { ...known, pool });
  const answering = bindAnswer({ ...known, ...versions });
  const serving = openServing(setup, { ...known, ...versions });
  measureBackups(basics);
  const people = await openPeople(setup, basics);
  const teaching = bindTeaching(setup, { ...known, ...versions, ...serving });
  const opened = opening.move();
  return {
    ...known,
    ...versions,
    ...answering,
    ...serving,
    ...people,
    ...teaching,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
