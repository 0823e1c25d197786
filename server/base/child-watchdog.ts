import { workerData } from 'node:worker_threads';

const CHECK_INTERVAL_MS = 1_000;

/** A thread beside the child's own: ends a child whose parent is gone even while it is stuck in a computation. */
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, CHECK_INTERVAL_MS);
