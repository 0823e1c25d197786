import type { TestProject } from 'vitest/node';
import { createLog } from '../../server/base/index.ts';
import { openStore } from '../../server/store/index.ts';
import { createDatabase, startPostgres } from './postgres.ts';

const quietLog = createLog({ level: 'error' });

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the run's PostgreSQL; null where there is none. */
    postgresUrl: string | null;
    /** Name of a database with Foyer's tables, to copy. */
    postgresTemplate: string;
  }
}

/** One PostgreSQL for the whole run. Where that is impossible its tests are skipped, and this says why. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const postgres = await startPostgres();
    const template = await createDatabase(postgres.url());
    const store = await openStore({ dataDir: '', databaseUrl: template.url, log: quietLog });
    await store[Symbol.asyncDispose]();
    project.provide('postgresUrl', postgres.url());
    project.provide('postgresTemplate', new URL(template.url).pathname.slice(1));
    return () => postgres[Symbol.asyncDispose]();
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    console.warn(`PostgreSQL tests are skipped: ${why}.`);
    project.provide('postgresUrl', null);
    return undefined;
  }
}
