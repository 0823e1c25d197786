import type { ChildProcess } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';

const POLL_INTERVAL_MS = 100;
/** Linux memory pages, which `statm` counts in: 4096 on every platform onnxruntime-node is built for. */
const PAGE_BYTES = 4096;
/** Makes the kernel choose the child before the server when the machine runs out of memory; -1000 to 1000. */
const OUT_OF_MEMORY_SCORE = '500';

/**
 * Watches a child's resident size on Linux and calls back when it passes `maxBytes`. Elsewhere the child's own
 * reports must do. Returns how to stop.
 */
export function watchMemory(
  child: ChildProcess,
  maxBytes: number,
  onExceeded: (residentBytes: number) => void,
): () => void {
  const { pid } = child;
  if (process.platform !== 'linux' || pid === undefined) return () => undefined;
  writeFile(`/proc/${pid}/oom_score_adj`, OUT_OF_MEMORY_SCORE).catch(processIsGone);
  const timer = setInterval(() => {
    readFile(`/proc/${pid}/statm`, 'utf8')
      .then((text) => {
        const residentBytes = Number(text.split(' ')[1]) * PAGE_BYTES;
        if (residentBytes > maxBytes) onExceeded(residentBytes);
      })
      .catch(processIsGone);
  }, POLL_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Its end is told by the exit event; a file that went with it is no news. */
function processIsGone(): void {}
