/** `npm run bench -- <name>`: runs `tests/bench/<name>.bench.ts`; without a name, lists what there is. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../tests/bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const [name, ...rest] = process.argv.slice(2);

if (name === undefined || !names.includes(name)) {
  process.stderr.write(`Name one of the benches: ${names.join(', ')}.\n`);
  process.exitCode = 2;
} else {
  const bench = spawnSync(process.execPath, [join(folder, `${name}.bench.ts`), ...rest], {
    stdio: 'inherit',
  });
  process.exitCode = bench.status ?? 1;
}
