import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Child = AsyncDisposable & {
  process: ChildProcess;
  /** Every line written so far; grows while the child runs. */
  lines: string[];
  /** Resolves when a line equals `line`; rejects when the child ends first. */
  said(line: string): Promise<void>;
  exited: Promise<void>;
};

/**
 * Starts a TypeScript file as a process of its own; `input` reaches it as JSON in its first argument.
 * Disposing kills it. The file calls `exitWithParent`, so that nothing stays behind when we are killed.
 */
export function startChild(file: string, input: unknown): Child {
  const child = spawn(process.execPath, [file, JSON.stringify(input)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const waiting = new Map<string, () => void>();
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    waiting.get(line)?.();
  });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    process: child,
    lines,
    exited,
    said(line) {
      if (lines.includes(line)) return Promise.resolve();
      const spoken = new Promise<void>((resolve) => waiting.set(line, resolve));
      const ended = exited.then(() => {
        if (!lines.includes(line)) throw new Error(`The child ended without saying "${line}".`);
      });
      return Promise.race([spoken, ended]);
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** For the child: its standard input ends with its parent. */
export function exitWithParent(): void {
  process.stdin.on('end', () => process.exit(1)).resume();
}
