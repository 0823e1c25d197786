import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { AppError } from '../../base/index.ts';
import type { Audience } from '../../contract/index.ts';
import { type IngestFile, ingestDocuments } from '../../knowledge/index.ts';
import { type CorpusRow, readCorpus } from '../../tuning/index.ts';
import { AUDIENCE_HELP, audienceOption } from '../audience-option.ts';
import { botToFill } from '../bot-to-fill.ts';
import { ensureModels } from '../ensure-models.ts';
import { type FoundFile, listFiles } from '../list-files.ts';
import { quietConfig } from '../quiet-config.ts';
import { showIngest } from '../show-ingest.ts';
import type { CliDeps } from '../types.ts';

type Options = { bot?: string; audience?: Audience };

export function addIngestCommand(program: Command, deps: CliDeps): void {
  program
    .command('ingest <paths...>')
    .description('add files or whole folders to what a bot knows')
    .option('-b, --bot <id>', 'which bot; made where there is none of this id')
    .option('-a, --audience <who>', AUDIENCE_HELP, audienceOption)
    .addHelpText(
      'after',
      `
Reads PDF, Word, PowerPoint, Excel, OpenDocument, RTF, e-books (EPUB), e-mails (EML), HTML, Markdown, CSV and text. A file of the same name replaces the earlier one.
A .jsonl file is a corpus, one JSON object a line: {id, title?, text}. Each row becomes a document named by its id.

Examples:
  $ foyer ingest handbook.pdf returns.md
  $ foyer ingest ./documents --bot larch-and-loft
  $ foyer ingest corpus.jsonl --bot faq
  $ foyer ingest price-list.pdf --audience groups:partners,staff`,
    )
    .action((paths: string[], options: Options) => ingest(deps, paths, options));
}

async function ingest(deps: CliDeps, paths: readonly string[], options: Options): Promise<void> {
  const config = quietConfig(deps);
  const files = (await Promise.all((await listFiles(paths)).map(openFile))).flat();
  await ensureModels(deps, config);
  await using context = await deps.openContext(config);
  const botId = await botToFill(deps, context, options.bot);
  const events = ingestDocuments(context, { botId, files: readFiles(files, options.audience) }, deps.signal);
  const { failed, text } = await showIngest(deps.output, events, files.length);
  deps.output.stdout(`${text}\n`);
  if (failed > 0)
    throw new AppError('unreadable_document', `${failed} of ${files.length} files could not be read.`);
}

/** What one path holds: its bytes when their turn comes, or the rows of a corpus. */
type Opened = FoundFile | { row: CorpusRow };

async function openFile(file: FoundFile): Promise<Opened[]> {
  if (!file.name.toLowerCase().endsWith('.jsonl')) return [file];
  return (await readCorpus(file.path)).map((row) => ({ row }));
}

async function* readFiles(
  files: readonly Opened[],
  audience: Audience | undefined,
): AsyncGenerator<IngestFile> {
  for (const file of files) {
    const document =
      'row' in file ? documentOf(file.row) : { name: file.name, bytes: await readFile(file.path) };
    yield { ...document, audience };
  }
}

function documentOf({ id, title, text }: CorpusRow): IngestFile {
  const bytes = new TextEncoder().encode(text);
  return { name: id, bytes, mediaType: 'text/plain', ...(title ? { title } : {}) };
}
