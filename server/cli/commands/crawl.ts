import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { AppError } from '../../base/index.ts';
import { type Audience, MAX_CRAWL_PAGES } from '../../contract/index.ts';
import { runJobs } from '../../jobs/index.ts';
import {
  CRAWL_JOB,
  type Crawl,
  changeCrawl,
  crawlJob,
  createCrawl,
  getCrawl,
  listCrawls,
  siteAddress,
  startCrawl,
} from '../../knowledge/index.ts';
import { AUDIENCE_HELP, audienceOption } from '../audience-option.ts';
import { botToFill } from '../bot-to-fill.ts';
import { ensureModels } from '../ensure-models.ts';
import { createProgressLine } from '../progress-line.ts';
import { quietConfig } from '../quiet-config.ts';
import { table } from '../text.ts';
import type { CliContext, CliDeps } from '../types.ts';

type Options = {
  bot?: string;
  include: string[];
  exclude: string[];
  schedule?: Crawl['schedule'];
  maxPages?: number;
  audience?: Audience;
};

const ACTOR = 'system:cli';
const LOOK_EVERY_MS = 300;

export function addCrawlCommand(program: Command, deps: CliDeps): void {
  program
    .command('crawl [url]')
    .description('read a web site into what a bot knows; without an address: list the sites')
    .option('-b, --bot <id>', 'which bot; made where there is none of this id')
    .option('-i, --include <path>', 'only pages whose path begins so; * stands for anything', collect, [])
    .option('-e, --exclude <path>', 'not these pages', collect, [])
    .option(
      '-s, --schedule <when>',
      'read it again: never, daily or weekly, while the server runs',
      scheduleOf,
    )
    .option('-n, --max-pages <number>', 'most pages to keep', pagesOf)
    .option('-a, --audience <who>', AUDIENCE_HELP, audienceOption)
    .addHelpText(
      'after',
      `
Begins at a page or a sitemap, stays on its site, keeps to robots.txt and asks for one page a second.
A second time only what changed is read. What was broken off goes on.

Examples:
  $ foyer crawl https://example.org/help --include /help
  $ foyer crawl https://example.org/sitemap.xml --exclude '/*/print' --schedule weekly`,
    )
    .action((url: string | undefined, options: Options) => crawl(deps, url, options));
}

async function crawl(deps: CliDeps, url: string | undefined, options: Options): Promise<void> {
  const config = quietConfig(deps);
  if (url !== undefined) await ensureModels(deps, config);
  await using context = await deps.openContext(config);
  const botId = await botToFill(deps, context, options.bot);
  if (url === undefined) {
    deps.output.stdout(listOf(await listCrawls(context, { botId })));
    return;
  }
  const started = await addOrStart(context, botId, url, options);
  await using _worker = runJobs(context, { [CRAWL_JOB]: crawlJob(context) });
  const ended = await follow(deps, context, started);
  deps.output.stdout(`${summaryOf(ended)}\n`);
  if (ended.error !== null) throw new AppError(ended.error.code, ended.error.message);
}

async function addOrStart(
  context: CliContext,
  botId: string,
  url: string,
  { include, exclude, schedule, maxPages, audience }: Options,
): Promise<Crawl> {
  const settings = {
    ...(include.length > 0 && { include }),
    ...(exclude.length > 0 && { exclude }),
    ...(schedule && { schedule }),
    ...(maxPages && { maxPages }),
    ...(audience && { audience }),
  };
  const address = siteAddress(url);
  const known = (await listCrawls(context, { botId })).find(({ startUrl }) => startUrl === address);
  if (known === undefined) {
    return await createCrawl(context, { botId, actor: ACTOR, startUrl: url, ...settings });
  }
  const id = { botId, crawlId: known.id, actor: ACTOR };
  if (Object.keys(settings).length > 0) await changeCrawl(context, { ...id, ...settings });
  return known.state === 'running' || known.state === 'waiting' ? known : await startCrawl(context, id);
}

/** Leaves when the run has ended, whoever works on it; after SIGINT the run goes on where a worker runs next. */
async function follow(deps: CliDeps, context: CliContext, { botId, id: crawlId }: Crawl) {
  const line = createProgressLine(deps.output);
  try {
    for (;;) {
      const crawl = await getCrawl(context, { botId, crawlId });
      const { queued, ...met } = crawl.counts;
      const done = Object.values(met).reduce((sum, count) => sum + count, 0);
      line.show({ label: 'Reading pages', done, total: done + queued });
      if (crawl.state !== 'running' && crawl.state !== 'waiting') return crawl;
      await sleep(LOOK_EVERY_MS, undefined, { signal: deps.signal });
    }
  } catch (thrown) {
    if (!deps.signal.aborted) throw thrown;
    throw new AppError('cancelled', 'Stopped. It goes on with the same command, or when the server runs.');
  } finally {
    line.end();
  }
}

function summaryOf({ counts, note }: Crawl): string {
  const { added, changed, unchanged, gone, skipped, failed } = counts;
  const numbers = `${added} added, ${changed} changed, ${unchanged} unchanged, ${gone} gone, ${skipped} left out, ${failed} failed`;
  return note === null ? numbers : `${numbers}. ${note}`;
}

function listOf(crawls: readonly Crawl[]): string {
  if (crawls.length === 0) return 'This bot reads no site. Add one with: foyer crawl <address>\n';
  return table([
    ['site', 'state', 'again', 'last run'],
    ...crawls.map((crawl) => [crawl.startUrl, crawl.state, crawl.schedule, summaryOf(crawl)]),
  ]);
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function scheduleOf(value: string): Crawl['schedule'] {
  if (value === 'never' || value === 'daily' || value === 'weekly') return value;
  throw new InvalidArgumentError('It is never, daily or weekly.');
}

function pagesOf(value: string): number {
  const pages = Number(value);
  if (Number.isInteger(pages) && pages >= 1 && pages <= MAX_CRAWL_PAGES) return pages;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MAX_CRAWL_PAGES}.`);
}
