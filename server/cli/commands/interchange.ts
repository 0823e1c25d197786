import { type Command, Option } from 'commander';
import { pullModel } from '../../models/index.ts';
import {
  EXPORT_FORMS,
  type ExportFormat,
  exportFormOf,
  exportVersion,
  exportVersionAdapter,
  importAdapter,
} from '../../tuning/index.ts';
import { ensureModel } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { createProgressLine } from '../progress-line.ts';
import { quietConfig } from '../quiet-config.ts';
import type { CliDeps } from '../types.ts';
import { addExportBotCommand, addImportBotCommand } from './bot-file.ts';

const ACTOR = 'system:cli';

type BotOption = { bot?: string };
type ExportOptions = BotOption & { version: string; out: string };
type ModelOptions = ExportOptions & { format: ExportFormat; type?: string };

export function addInterchangeCommands(program: Command, deps: CliDeps): void {
  const out = program.command('export').description('take out what a bot has learned, for other programs');
  addBot(out.command('model'))
    .description(
      'a version’s model as ONNX (transformers.js), safetensors (Hugging Face) or GGUF (llama.cpp)',
    )
    .requiredOption('--version <id>', 'which version')
    .requiredOption('--out <folder>', 'folder to make')
    .addOption(new Option('--format <format>').choices(Object.keys(EXPORT_FORMS)).makeOptionMandatory())
    .addOption(
      new Option('--type <type>', 'how numbers are stored').choices(['q8', 'q4', 'fp16', 'bf16', 'fp32']),
    )
    .addHelpText('after', MODEL_HELP)
    .action((options: ModelOptions) => exportTheModel(deps, options));
  addBot(out.command('adapter'))
    .description('a version’s adapter as a PEFT folder, for Python and vLLM')
    .requiredOption('--version <id>', 'which version')
    .requiredOption('--out <folder>', 'folder to make')
    .addHelpText('after', '\nExample:\n  $ foyer export adapter --version ver_1a2b --out ./adapter')
    .action((options: ExportOptions) => exportTheAdapter(deps, options));
  addExportBotCommand(out, deps);
  const into = program.command('import').description('bring in what was made elsewhere');
  addBot(into.command('adapter <folder>'))
    .description('a PEFT adapter for the configured language model; it becomes a version to try and publish')
    .addHelpText('after', '\nExample:\n  $ foyer import adapter ./my-lora --bot larch-and-loft')
    .action((folder: string, options: BotOption) => importTheAdapter(deps, folder, options));
  addImportBotCommand(into, deps);
}

const MODEL_HELP = `
Types: onnx q8 (default), q4, fp32; safetensors bf16 (default), fp16, fp32; gguf q8 (default), fp16.

Examples:
  $ foyer export model --version ver_1a2b --format gguf --out ./gguf
  $ foyer export model --version ver_1a2b --format safetensors --type fp32 --out ./merged`;

function addBot(command: Command): Command {
  return command.option('-b, --bot <id>', 'which bot, where there are several');
}

async function exportTheModel(deps: CliDeps, options: ModelOptions): Promise<void> {
  const { format, type, version: versionId, out: target } = options;
  const form = exportFormOf(format, type);
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, options.bot);
  const line = createProgressLine(deps.output);
  const onProgress = ({ done, total }: { done: number; total: number }) =>
    line.show({ label: 'Writing the model', done, total });
  const input = { botId, versionId, form, target, onProgress };
  const folder = await exportVersion(context.versions, input, deps.signal).finally(line.end);
  deps.output.stdout(`${folder}\n`);
}

async function exportTheAdapter(deps: CliDeps, options: ExportOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, options.bot);
  const input = { botId, versionId: options.version, target: options.out };
  deps.output.stdout(`${await exportVersionAdapter(context.versions, input)}\n`);
}

async function importTheAdapter(deps: CliDeps, folder: string, options: BotOption): Promise<void> {
  const config = quietConfig(deps);
  await using context = await deps.openContext(config);
  const botId = await pickBot(deps, context, options.bot);
  const { generator: id, precision } = config.models;
  await ensureModel(deps, config, id);
  const base = await pullModel(deps.modelsDeps(config), { id, precision }, deps.signal);
  const line = createProgressLine(deps.output);
  const onProgress = (progress: { done: number; total: number }) =>
    line.show({ label: 'Merging the adapter', ...progress });
  const input = { actor: ACTOR, botId, folder, base, onProgress };
  const made = await importAdapter(context.versions, input, deps.signal).finally(line.end);
  if (made.baseName !== undefined) {
    deps.output.stderr(`It says that it was trained on ${made.baseName}; it was merged into ${id}.\n`);
  }
  deps.output.stdout(`${made.version.id}\n`);
}
