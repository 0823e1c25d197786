/**
 * How often a line that answers is ranked first, among the first three and among the first five, over the questions with an answer
 * whose lines somebody has read one by one (`lines.jsonl` of the invented organisations): those of `knowledge/strangers`, with which
 * nothing was made, or of another room of it. A question none of whose five lines answers counts as missed, whether search or ranking
 * lost it; a line that nobody has read is told apart.
 * `npm run bench -- lines [strangers|readings|exercises] [every nth organisation]`; the embedder is looked for in FOYER_CACHE, else
 * ~/.cache/foyer, and so is the bi-encoder (`foyer model cross-encoder`), which learned from the other rooms, unless
 * FOYER_CROSS_ENCODER is `off`.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { retrieve } from '../../server/answering/index.ts';
import { linesToRead } from '../../server/answering/reading-text.ts';
import { createLog, systemClock } from '../../server/base/index.ts';
import { type SearchInput, search } from '../../server/knowledge/index.ts';
import { DEFAULT_EMBEDDER_ID, openEmbedder, rememberingEmbedder } from '../../server/models/index.ts';
import { estimate, mean } from '../../server/tuning/evaluation/estimate.ts';
import { estimateCells } from '../../server/tuning/evaluation/format-report.ts';
import { openWorkspace } from '../../server/tuning/evaluation/open-workspace.ts';
import { madeEncoders } from '../support/made-encoders.ts';
import { readyModel } from '../support/models.ts';

const ROOMS = resolve(import.meta.dirname, '../../knowledge');
const FILE = 'lines.jsonl';
const FIRST = [1, 3, 5];

type Labelled = { question: string; yes: string[]; partly: string[]; no: string[] };
/** `rank` of the first line that answers, 0 for the best; infinite where none of the five does. */
type Ranked = { rank: number; unread: number };

const [room = 'strangers', step = '1'] = process.argv.slice(2);
const log = createLog({ level: 'error' });
const { biEncoder } = await madeEncoders();
await using embedder = await openEmbedder({
  log,
  model: await readyModel(DEFAULT_EMBEDDER_ID),
  ...(biEncoder && { biEncoder: async () => biEncoder }),
});
process.stdout.write(`${biEncoder ? `with ${biEncoder.id}` : 'without a bi-encoder'}\n`);
const entries = await readdir(join(ROOMS, room), { withFileTypes: true });
const organisations = entries
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => join(ROOMS, room, name))
  .sort()
  .filter((_folder, at) => at % Number(step) === 0);
const ranked: Ranked[] = [];
for (const folder of organisations) ranked.push(...(await rankOf(folder)));
for (const first of FIRST) {
  const [value, interval] = estimateCells(
    estimate(
      ranked,
      mean(({ rank }) => (rank < first ? 1 : 0)),
    ),
  );
  process.stdout.write(`a line that answers among the first ${first}: ${value} (${interval})\n`);
}
const unread = ranked.reduce((sum, item) => sum + item.unread, 0);
process.stdout.write(
  `${ranked.length} questions to ${organisations.length} organisations; ${unread} lines that nobody has read\n`,
);

async function rankOf(organisationFolder: string): Promise<Ranked[]> {
  const remembering = rememberingEmbedder(embedder);
  const deps = { embedder: remembering, clock: systemClock, log };
  await using workspace = await openWorkspace(deps, { corpus: { organisationFolder }, questions: [] });
  const { knowledge, bot, botId } = workspace;
  const venue = { bot, embedder: remembering, search: (input: SearchInput) => search(knowledge, input) };
  const ranks: Ranked[] = [];
  for (const { question, yes, partly, no } of await readLabelled(join(organisationFolder, FILE))) {
    const retrieved = await retrieve(venue, { botId, question });
    if (retrieved.kind === 'routed') continue;
    const lines = linesToRead(retrieved.ranked, Math.max(...FIRST));
    const rank = lines.findIndex((line) => yes.includes(line));
    ranks.push({
      rank: rank < 0 ? Number.POSITIVE_INFINITY : rank,
      unread: lines.filter((line) => ![...yes, ...partly, ...no].includes(line)).length,
    });
  }
  return ranks;
}

async function readLabelled(file: string): Promise<Labelled[]> {
  const text = await readFile(file, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line): Labelled => JSON.parse(line));
}
