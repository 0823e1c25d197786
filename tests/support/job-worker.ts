import { createLog, systemClock } from '../../server/base/index.ts';
import { ProcessLease, runJobs } from '../../server/jobs/index.ts';
import { openStore } from '../../server/store/index.ts';
import { exitWithParent } from './child.ts';

/** A worker as a process of its own: says `ready`, then `<job id>` for each job; a job `{ hang: true }` never ends. */
exitWithParent();
const { dataDir, databaseUrl, lockFolder } = JSON.parse(process.argv[2] ?? '{}');
const log = createLog({ level: 'error' });
const store = await openStore({ dataDir, databaseUrl, log });
runJobs(
  { store, clock: systemClock, log, lease: new ProcessLease({ store, clock: systemClock, log, lockFolder }) },
  {
    say: async (job) => {
      const input = job.input as { hang?: boolean };
      process.stdout.write(`${job.id}\n`);
      if (input.hang) await new Promise(() => {});
    },
  },
  { concurrency: 3, heartbeatMs: 200, pollMs: 20 },
);
process.stdout.write('ready\n');
