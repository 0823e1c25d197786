import { parentPort, workerData } from 'node:worker_threads';
import { invariant, toAppError } from '../../base/index.ts';
import { convert } from './convert.ts';
import type { FromConverter, ToConverter } from './convert-in-worker.ts';
import { writeWeights } from './write-weights.ts';

/** Progress is for people: more often than this nobody sees. */
const PROGRESS_STEPS = 200;

invariant(parentPort, 'This file runs as a worker only.');
const parent = parentPort;
let lastStep = -1;

function send(message: FromConverter): void {
  parent.postMessage(message);
}

function progress(done: number, total: number): void {
  const step = Math.floor((done / total) * PROGRESS_STEPS);
  if (step === lastStep) return;
  lastStep = step;
  send({ type: 'progress', done, total });
}

try {
  const task = workerData as ToConverter;
  const result = task.type === 'convert' ? convert(task.input, progress) : writeWeights(task.input, progress);
  send({ type: 'converted', result });
} catch (thrown) {
  const { code, message, cause } = toAppError(thrown);
  send({ type: 'failed', code, message, cause: cause instanceof Error ? cause.stack : cause });
}
