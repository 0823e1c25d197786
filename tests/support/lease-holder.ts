import { createLog, systemClock } from '../../server/base/index.ts';
import { ProcessLease } from '../../server/jobs/index.ts';
import { openStore } from '../../server/store/index.ts';
import { exitWithParent } from './child.ts';

/** A process that is at work on something, and says its id. */
exitWithParent();
const { dataDir, databaseUrl, lockFolder } = JSON.parse(process.argv[2] ?? '{}');
const log = createLog({ level: 'error' });
const store = await openStore({ dataDir, databaseUrl, log });
const lease = new ProcessLease({ store, clock: systemClock, log, lockFolder });
await lease.hold();
process.stdout.write(`${lease.id}\n`);
