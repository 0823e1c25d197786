import { createLog, systemClock } from '../../server/base/index.ts';
import { runJobs } from '../../server/jobs/index.ts';
import { openStore } from '../../server/store/index.ts';
import { TEACH_JOB, teachJob } from '../../server/tuning/index.ts';
import { exitWithParent } from './child.ts';
import { tinyTeaching } from './tiny-teaching.ts';

/** Works on teach runs in a process of its own, on a tiny model; says `trainer <pid>` and `adapter <sha256>`. */
exitWithParent();
const {
  dataDir,
  databaseUrl,
  hasCorrections = false,
  hasThumbs = false,
} = JSON.parse(process.argv[2] ?? '{}');
const log = createLog({ level: 'error' });
const store = await openStore({ dataDir, databaseUrl, log });
const say = (line: string) => void process.stdout.write(`${line}\n`);
const deps = await tinyTeaching({ store, dataDir, say, hasCorrections, hasThumbs });
const options = { leaseMs: 1_500, heartbeatMs: 200, pollMs: 20, firstPauseMs: 10 };
runJobs({ store, clock: systemClock, log }, { [TEACH_JOB]: teachJob(deps) }, options);
say('ready');
