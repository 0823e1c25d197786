import type { InferenceSession } from 'onnxruntime-node';

/**
 * How every model runs: on `threads` threads that sleep when idle instead of spinning, since generator, embedder and
 * HTTP process share the same few cores.
 */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}
