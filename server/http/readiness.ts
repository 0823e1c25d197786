import { type Log, toAppError } from '../base/index.ts';
import type { Readiness } from '../contract/index.ts';
import type { Embedder, Generator } from '../models/index.ts';
import type { Store } from '../store/index.ts';

const RETRY_MS = 1_000;

export type ReadinessDeps = {
  store: Store;
  generator: Generator;
  embedder: Embedder;
  log: Log;
  /** What answers, but not as it should. */
  notices(): string[];
};

export type ReadinessProbe = {
  /** The state of now: the database is asked each time, a model until it answered once. */
  check(): Promise<Readiness>;
  /** Asks both models, again and again until both have answered or `signal` is aborted. */
  run(signal: AbortSignal): Promise<void>;
};

/** Truth about serving: a part is ready once it has answered, not once it was started. */
export function createReadiness(deps: ReadinessDeps): ReadinessProbe {
  const waiting = new Map<string, string>([
    ['generator', 'The language model has not answered yet.'],
    ['embedder', 'The embedding model has not answered yet.'],
  ]);
  const probes: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
    embedder: (signal) => deps.embedder.embed(['Are you there?'], signal),
    generator: (signal) => generateOneToken(deps.generator, signal),
  };
  async function probe(name: string, ask: (signal: AbortSignal) => Promise<unknown>, signal: AbortSignal) {
    while (!signal.aborted && waiting.has(name)) {
      try {
        await ask(signal);
        waiting.delete(name);
        deps.log.info('model-ready', { model: name });
      } catch (thrown) {
        const error = toAppError(thrown);
        waiting.set(name, error.message);
        deps.log.warn('model-not-ready', { model: name, code: error.code, reason: error.message });
        await delay(RETRY_MS, signal);
      }
    }
  }
  return {
    async check() {
      const problems = [...waiting.values()];
      if (!(await answers(deps.store))) problems.push('The database does not answer.');
      return { ready: problems.length === 0, problems, notices: deps.notices() };
    },
    async run(signal) {
      await Promise.all(Object.entries(probes).map(([name, ask]) => probe(name, ask, signal)));
    },
  };
}

async function generateOneToken(generator: Generator, signal: AbortSignal): Promise<void> {
  const request = { messages: [{ role: 'user' as const, content: 'Hello' }], maxNewTokens: 1 };
  for await (const event of generator.generate(request, signal)) if (event.type === 'finished') return;
}

async function answers(store: Store): Promise<boolean> {
  try {
    await store.db.selectFrom('bots').select('id').limit(1).execute();
    return true;
  } catch {
    return false;
  }
}

async function delay(timeoutMs: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
  });
}
