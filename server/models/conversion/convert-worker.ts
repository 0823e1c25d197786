import { parentPort, workerData } from 'node:worker_threads';
import { invariant, toAppError } from '../../base/index.ts';
import { type ConvertInput, convert } from './convert.ts';
import type { FromConverter } from './convert-in-worker.ts';

/** Progress is for people: more often than this nobody sees. */
const PROGRESS_STEPS = 200;

invariant(parentPort, 'This file runs as a worker only.');
const parent = parentPort;
let lastStep = -1;

function send(message: FromConverter): void {
  parent.postMessage(message);
}

try {
  const manifest = convert(workerData as ConvertInput, (done, total) => {
    const step = Math.floor((done / total) * PROGRESS_STEPS);
    if (step === lastStep) return;
    lastStep = step;
    send({ type: 'progress', done, total });
  });
  send({ type: 'converted', manifest });
} catch (thrown) {
  const { code, message, cause } = toAppError(thrown);
  send({ type: 'failed', code, message, cause: cause instanceof Error ? cause.stack : cause });
}
