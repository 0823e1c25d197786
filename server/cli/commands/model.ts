import { type Command, Option } from 'commander';
import { AppError } from '../../base/index.ts';
import { listModels, removeModel, verifyModel } from '../../models/index.ts';
import { openCrossEncoder, readRankings, readReadings } from '../../tuning/index.ts';
import { ensureCrossEncoder } from '../ensure-cross-encoder.ts';
import { ensureModel } from '../ensure-models.ts';
import { quietConfig } from '../quiet-config.ts';
import { bytesText, table } from '../text.ts';
import type { CliDeps } from '../types.ts';

export function addModelCommands(program: Command, deps: CliDeps): void {
  const model = program.command('model').description('fetch, check and remove open models');
  const precision = () =>
    new Option('-p, --precision <precision>', 'q8, q4 or fp32').choices(['q8', 'q4', 'fp32'] as const);
  model
    .command('list')
    .description('the models Foyer knows, and which of them are here')
    .action(() => list(deps));
  model
    .command('pull [id]')
    .description('download and convert a model; without an id the configured ones')
    .addOption(precision())
    .addHelpText('after', '\nExamples:\n  $ foyer model pull\n  $ foyer model pull qwen3-0.6b --precision q4')
    .action((id: string | undefined, options: Options) => pull(deps, id, options));
  model
    .command('cross-encoder')
    .description(
      'teach this machine to find the lines that answer and to tell what they leave open; a server does it by itself',
    )
    .addOption(precision())
    .addHelpText('after', '\nExample:\n  $ foyer model cross-encoder')
    .action((options: Options) => teachCrossEncoder(deps, options));
  model
    .command('verify [id]')
    .description('check every file of a model against its checksum')
    .addOption(precision())
    .addHelpText('after', '\nExample:\n  $ foyer model verify smollm2-135m-instruct')
    .action((id: string | undefined, options: Options) => verify(deps, id, options));
  model
    .command('remove <id>')
    .description('delete a model from the cache; it can be pulled again')
    .addOption(precision())
    .addHelpText('after', '\nExample:\n  $ foyer model remove qwen3-0.6b')
    .action((id: string, options: Options) => remove(deps, id, options));
}

type Options = { precision?: 'q8' | 'q4' | 'fp32' };

async function list(deps: CliDeps): Promise<void> {
  const models = await listModels(deps.modelsDeps(deps.loadConfig()));
  const rows = models.map((entry) => [
    entry.id,
    entry.installed.map((folder) => folder.precision).join(', ') || '-',
    entry.licence,
    bytesText(entry.downloadBytes),
  ]);
  deps.output.stdout(table([['model', 'here', 'licence', 'download'], ...rows]));
}

async function pull(deps: CliDeps, id: string | undefined, options: Options): Promise<void> {
  const config = withPrecision(deps, options);
  const ids = id === undefined ? [config.models.embedder, config.models.generator] : [id];
  for (const each of ids) deps.output.stdout(`${each}  ${await ensureModel(deps, config, each)}\n`);
}

async function teachCrossEncoder(deps: CliDeps, options: Options): Promise<void> {
  const config = withPrecision(deps, options);
  const { embedder, precision, threads } = config.models;
  await ensureModel(deps, config, embedder);
  await using context = await deps.openContext({ ...config, log: quietConfig(deps).log });
  const models = deps.modelsDeps(config);
  const made = { models, embedder, precision, threads, readReadings, readRankings };
  // The context has none where it is switched off; whoever asks for it by hand gets it all the same.
  const crossEncoder = context.crossEncoder ?? openCrossEncoder(made);
  const { id, path } = await ensureCrossEncoder(deps, context, crossEncoder);
  deps.output.stdout(`${id}  ${path}\n`);
}

async function verify(deps: CliDeps, id: string | undefined, options: Options): Promise<void> {
  const config = withPrecision(deps, options);
  const { embedder, generator, precision } = config.models;
  const broken: string[] = [];
  for (const each of id === undefined ? [embedder, generator] : [id]) {
    const result = await verifyModel(deps.modelsDeps(config), { id: each, precision }, deps.signal);
    deps.output.stdout(`${each} (${result.precision}): ${result.ok ? 'intact' : 'damaged'}\n`);
    for (const file of result.files) {
      if (file.state !== 'intact') deps.output.stdout(`  ${file.path}: ${file.state}\n`);
    }
    if (!result.ok) broken.push(each);
  }
  if (broken.length === 0) return;
  throw new AppError(
    'model_file_invalid',
    `Damaged: ${broken.join(', ')}. Run "foyer model remove" and "foyer model pull" to make it anew.`,
  );
}

async function remove(deps: CliDeps, id: string, options: Options): Promise<void> {
  await removeModel(deps.modelsDeps(deps.loadConfig()), { id, ...options });
  deps.output.stdout(`Removed ${id}.\n`);
}

function withPrecision(deps: CliDeps, options: Options) {
  const config = deps.loadConfig();
  return { ...config, models: { ...config.models, ...options } };
}
