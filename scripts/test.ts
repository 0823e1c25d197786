/**
 * `npm test`: every test once, then one line with the real counts, `123 passed, 0 failed`.
 * Exit code 1 on any failure, also when a file could not be loaded or no test ran.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countResults, formatCounts } from './test-results.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-test-'));
const report = join(folder, 'report.json');
const vitest = spawnSync(
  'vitest',
  [
    'run',
    '--project=!long',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, CI: process.env['CI'] ?? 'true' } },
);

const counts = countResults(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined);
rmSync(folder, { recursive: true, force: true });

process.stdout.write(`\n${formatCounts(counts)}\n`);
process.exitCode = vitest.status === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
