import { join } from 'node:path';
import { createLog, systemClock } from '../../server/base/index.ts';
import { ProcessLease, runJobs } from '../../server/jobs/index.ts';
import { openStore } from '../../server/store/index.ts';
import { TEACH_JOB, teachJob } from '../../server/tuning/index.ts';
import { exitWithParent } from './child.ts';
import { killedAtCheckpoint } from './killed-store.ts';
import { tinyTeaching } from './tiny-teaching.ts';

/** Works on teach runs in a process of its own, on a tiny model; says `trainer <pid>` and `adapter <sha256>`. Dies once a checkpoint `killedAt` is kept. */
exitWithParent();
const {
  dataDir,
  databaseUrl,
  hasCorrections = false,
  hasThumbs = false,
  killedAt,
} = JSON.parse(process.argv[2] ?? '{}');
const log = createLog({ level: 'error' });
const store = await openStore({ dataDir, databaseUrl, log });
const say = (line: string) => void process.stdout.write(`${line}\n`);
const used = killedAt === undefined ? store : killedAtCheckpoint(store, killedAt);
const deps = await tinyTeaching({ store: used, dataDir, say, hasCorrections, hasThumbs });
const options = { heartbeatMs: 200, pollMs: 20, firstPauseMs: 10 };
const jobs = { store, clock: systemClock, log };
const lease = new ProcessLease({ ...jobs, lockFolder: join(dataDir, 'processes') });
runJobs({ ...jobs, lease }, { [TEACH_JOB]: teachJob(deps) }, options);
say('ready');
