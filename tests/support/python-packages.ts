import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const INSTALL_TIMEOUT_MS = 120_000;

export type Python = AsyncDisposable & {
  /** What a script of the tests prints. */
  run(script: string, args: readonly string[]): Promise<string>;
};

/**
 * A throw-away Python environment with a package in one exact version; what stands in the way, in a sentence, where there is
 * no Python or no package index.
 */
export async function openPython(requirement: string): Promise<Python | string> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-venv-'));
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const base = process.env['FOYER_TEST_PYTHON'] ?? 'python3';
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await run(base, ['-m', 'venv', folder], { timeout: INSTALL_TIMEOUT_MS });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement];
    await run(python, pip, { timeout: INSTALL_TIMEOUT_MS });
  } catch (thrown) {
    await remove();
    const [reason] = String(thrown).split('\n');
    return `${requirement} for Python (${base}) could not be had: ${reason}`;
  }
  return {
    run: async (script, args) => (await run(python, [script, ...args])).stdout,
    [Symbol.asyncDispose]: remove,
  };
}
