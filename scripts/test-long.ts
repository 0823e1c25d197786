/**
 * `npm run test:long`: what takes long. The tests in `tests/long`, then full evaluations of the sample organisations with the
 * real models, and of the public sets where `../shared/data` has them. The report is written to `docs/long-report.md`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const shared = resolve(root, '../shared/data');
const scratch = mkdtempSync(join(tmpdir(), 'foyer-long-'));
let failed = false;

function run(command: string, args: string[]): string {
  process.stderr.write(`${[command, ...args].join(' ')}\n`);
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) failed = true;
  return result.stdout;
}

function evaluate(kind: string, args: string[]): string {
  const table = run(process.execPath, [join(root, 'server/main.ts'), 'eval', kind, ...args]).trim();
  const shown = args.map((arg) => (arg.startsWith(scratch) ? `converted${arg.slice(scratch.length)}` : arg));
  return `\`foyer eval ${kind} ${shown.join(' ')}\`\n\n\`\`\`text\n${table}\n\`\`\`\n`;
}

function evaluateSamples(): string[] {
  return ['larch-and-loft', 'alderbrook-library'].flatMap((name) => {
    const folder = `knowledge/${name}`;
    const args = ['--organisation', folder, '--questions', `${folder}/tests/questions.jsonl`];
    return ['retrieval', 'answers', 'refusal'].map((kind) => evaluate(kind, args));
  });
}

/** The public sets, turned into corpus and questions in a scratch folder. */
function evaluateShared(): string[] {
  const plan = [
    { set: 'help-dialogue', kinds: ['retrieval', 'refusal'] },
    { set: 'faq-dialogue', kinds: ['retrieval'] },
    { set: 'banking-intents', kinds: ['routing'] },
    { set: 'company-intents', kinds: ['routing'], more: ['--unknown-share', '0.25'] },
  ];
  return plan.flatMap(({ set, kinds, more = [] }) => {
    if (!existsSync(join(shared, set))) return [`${set}: absent, skipped.\n`];
    const output = join(scratch, set);
    const input = join(shared, set);
    run(process.execPath, [`scripts/convert-${set}.ts`, '--input', input, '--output', output, ...more]);
    return foldersWithQuestions(output).flatMap((folder) => {
      const questions = ['--questions', join(folder, 'questions.jsonl')];
      return kinds.map((kind) =>
        kind === 'routing'
          ? evaluate(kind, ['--examples', join(folder, 'examples.csv'), ...questions])
          : evaluate(kind, ['--corpus', join(folder, 'corpus.jsonl'), ...questions]),
      );
    });
  });
}

/** A set is one folder, or one for each company. */
function foldersWithQuestions(output: string): string[] {
  if (existsSync(join(output, 'questions.jsonl'))) return [output];
  return readdirSync(output).map((name) => join(output, name));
}

const tests = run('vitest', ['run', '--project', 'long', '--reporter=default']);
const sections = [...evaluateSamples(), ...evaluateShared()];
rmSync(scratch, { recursive: true, force: true });

const figures = ['soak', 'teach'].map(
  (name) =>
    new RegExp(`^${name}: .*`, 'm').exec(tests)?.[0] ?? `${name}: no figure, see the output of the run`,
);
writeFileSync(
  join(root, 'docs/long-report.md'),
  `# The last long run\n\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${cpus()[0]?.model.trim()}. Written by \`npm run test:long\`.\n\n${figures.join('.\n\n')}.\n\n${sections.join('\n')}`,
);
process.exitCode = failed ? 1 : 0;
