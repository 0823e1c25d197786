/**
 * Whether the best sentences that a search gives hold what an ideal answer says, before any model words it: the share of the
 * reference's content words in the headings and text of the N best sentences, and of the prompt's own excerpt.
 * `npm run bench -- evidence [organisation folder, or a converter's folder] [every nth question]`; the embedder is looked for in
 * FOYER_CACHE, else ~/.cache/foyer.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assessQuestion, buildPrompt } from '../../server/answering/index.ts';
import { contentStems, coverage } from '../../server/answering/words.ts';
import { createLog, systemClock } from '../../server/base/index.ts';
import { search } from '../../server/knowledge/index.ts';
import { DEFAULT_EMBEDDER_ID, openEmbedder } from '../../server/models/index.ts';
import { type Estimate, estimate, mean } from '../../server/tuning/evaluation/estimate.ts';
import { openWorkspace } from '../../server/tuning/evaluation/open-workspace.ts';
import { readCorpus, readQuestions } from '../../server/tuning/index.ts';
import { readyModel } from '../support/models.ts';

const COUNTS = [6, 8, 10, 14];
const ENOUGH = 0.8;

const log = createLog({ level: 'error' });
const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../knowledge/larch-and-loft'));
const step = Number(process.argv[3] ?? 1);
await using embedder = await openEmbedder({ log, model: await readyModel(DEFAULT_EMBEDDER_ID) });
const isSet = existsSync(join(folder, 'corpus.jsonl'));
const corpus = isSet
  ? { rows: await readCorpus(join(folder, 'corpus.jsonl')) }
  : { organisationFolder: folder };
const read = await readQuestions(join(folder, isSet ? '' : 'tests', 'questions.jsonl'));
const questions = read.filter(
  ({ reference, answerable }, at) => at % step === 0 && reference !== undefined && answerable !== false,
);
await using workspace = await openWorkspace({ embedder, log, clock: systemClock }, { corpus, questions });
const { knowledge, bot, botId } = workspace;
const shares = new Map<string, number[]>();
for (const { question, history = [], reference = '' } of questions) {
  const asked = await assessQuestion(
    { bot, embedder, search: (input) => search(knowledge, input) },
    { botId, question, history },
  );
  if (asked.kind === 'routed') continue;
  const { ranked, found } = asked;
  const wanted = contentStems(reference);
  const note = (name: string, text: string) => {
    shares.set(name, [...(shares.get(name) ?? []), coverage(wanted, new Set(contentStems(text)))]);
  };
  const best = ranked.toSorted((one, other) => other.score - one.score);
  for (const count of COUNTS) note(`best ${count}`, textOf(best.slice(0, count)));
  note('all looked at', textOf(best));
  const prompt = buildPrompt({ bot, question: found.searched, ranked }).messages.at(-1)?.content ?? '';
  note('the prompt', prompt.slice(0, prompt.indexOf('\n\nCustomer:')));
}
for (const [name, values] of shares) {
  const enough = estimate(
    values,
    mean((value) => Number(value >= ENOUGH)),
  );
  const average = estimate(
    values,
    mean((value) => value),
  );
  process.stdout.write(
    `${name} (${values.length}): at least ${ENOUGH} ${show(enough)}, mean ${show(average)}\n`,
  );
}

function textOf(sentences: readonly { heading: string; text: string }[]): string {
  return sentences.map(({ heading, text }) => `${heading}\n${text}`).join('\n');
}

function show(figure: Estimate): string {
  if (figure === null) return 'nothing';
  return `${figure.value.toFixed(3)} (${figure.low.toFixed(3)} to ${figure.high.toFixed(3)})`;
}
