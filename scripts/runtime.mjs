// Plain JavaScript, so that any Node >= 18 can run it: it brings Node 24, the dependencies and a browser.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MAJOR = 24;
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The folder for what can be fetched or made again: runtime, downloads, converted models. */
export function cacheFolder() {
  const { FOYER_CACHE, XDG_CACHE_HOME } = process.env;
  return resolve(FOYER_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'foyer'));
}

/** An error whose message is all that the person needs to read. */
export class SetupError extends Error {}

/** The path of a Node 24 binary: this one, or the one of the `node-<platform>-<arch>` package in the cache. */
export function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = join(cacheFolder(), 'runtime', `node-${NODE_MAJOR}-${platform}-${process.arch}`);
  const binary = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(binary)) return binary;
  say(`Fetching Node ${NODE_MAJOR} (this machine has ${process.versions.node}) …`);
  const fresh = `${folder}.${process.pid}.tmp`;
  mkdirSync(fresh, { recursive: true });
  if (npm(['install', '--prefix', fresh, `${name}@${NODE_MAJOR}`, ...QUIET], fresh) !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new SetupError(
      `Foyer needs Node ${NODE_MAJOR}, and the package ${name} could not be fetched: install Node ${NODE_MAJOR} yourself, or check the network, and run the command again.`,
    );
  }
  publishFolder(fresh, folder);
  return binary;
}

/** Installs what package-lock.json names, once for each content of it. */
export function ensureDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.foyer-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing the dependencies …');
  if (npm(['ci', ...QUIET], root) !== 0) {
    throw new SetupError(
      'npm could not install the dependencies: read its message above, then run the command again.',
    );
  }
  writeFileSync(stamp, lock);
}

/** The environment in which everything of ours runs: Node 24 and the local tools first on PATH. */
export function runtimeEnvironment(node, extra = {}) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/** Runs a command in the foreground and returns its exit code. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (result.error) throw result.error;
  return result.status ?? (result.signal === 'SIGINT' ? 130 : 1);
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs `main`, exits with the code it returns, and turns a SetupError into one sentence on stderr. */
export function runMain(main) {
  try {
    process.exitCode = main();
  } catch (thrown) {
    say(thrown instanceof SetupError ? thrown.message : String(thrown?.stack ?? thrown));
    process.exitCode = 1;
  }
}

/** Another process may have been faster: then its folder stays and ours goes. */
function publishFolder(fresh, folder) {
  try {
    renameSync(fresh, folder);
  } catch (thrown) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw thrown;
  }
}

function npm(args, cwd) {
  const windows = process.platform === 'win32';
  return run(windows ? 'npm.cmd' : 'npm', args, { cwd, stdio: ['ignore', 2, 2], shell: windows });
}
