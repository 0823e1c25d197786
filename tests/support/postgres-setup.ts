import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the run's PostgreSQL; null where there is none. */
    postgresUrl: string | null;
  }
}

/** One PostgreSQL for the whole run. Where that is impossible its tests are skipped, and this says why. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const postgres = await startPostgres();
    project.provide('postgresUrl', postgres.url());
    return () => postgres[Symbol.asyncDispose]();
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    console.warn(`PostgreSQL tests are skipped: ${why}.`);
    project.provide('postgresUrl', null);
    return undefined;
  }
}
