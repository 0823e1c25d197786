/**
 * How well a bot tells what its pages answer from what they do not, at the organisations of `knowledge/strangers`, each asked its
 * own questions: nothing was fitted on them. Near misses are asked next to what the pages say.
 * `npm run bench -- decision [every nth organisation]`; the embedder is looked for in FOYER_CACHE, else ~/.cache/foyer.
 */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { assessQuestion } from '../../server/answering/index.ts';
import { createLog, systemClock } from '../../server/base/index.ts';
import { search } from '../../server/knowledge/index.ts';
import { DEFAULT_EMBEDDER_ID, openEmbedder } from '../../server/models/index.ts';
import { auroc, type Decided } from '../../server/tuning/evaluation/decision-metrics.ts';
import { openWorkspace } from '../../server/tuning/evaluation/open-workspace.ts';
import { readQuestions } from '../../server/tuning/index.ts';
import { readyModel } from '../support/models.ts';

const STRANGERS = resolve(import.meta.dirname, '../../knowledge/strangers');
const WITH_ANSWER = 'answerable';

const log = createLog({ level: 'error' });
const step = Number(process.argv[2] ?? 1);
await using embedder = await openEmbedder({ log, model: await readyModel(DEFAULT_EMBEDDER_ID) });
const entries = await readdir(STRANGERS, { withFileTypes: true });
const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
const asked = new Map<string, Decided[]>();
for (const [at, name] of folders.sort().entries()) if (at % step === 0) await ask(join(STRANGERS, name));
const answerable = asked.get(WITH_ANSWER) ?? [];
for (const [kind, rows] of asked) {
  const declined = rows.filter(({ refused }) => refused).length / rows.length;
  const told = kind === WITH_ANSWER ? '' : `, AUROC ${auroc([...answerable, ...rows]).toFixed(3)}`;
  process.stdout.write(`${kind}: ${rows.length} questions, declined ${declined.toFixed(3)}${told}\n`);
}

async function ask(folder: string): Promise<void> {
  const questions = await readQuestions(join(folder, 'tests', 'questions.jsonl'));
  const corpus = { organisationFolder: folder };
  await using workspace = await openWorkspace({ embedder, log, clock: systemClock }, { corpus, questions });
  const { knowledge, bot, botId } = workspace;
  const turn = { bot, embedder, search: (input: Parameters<typeof search>[1]) => search(knowledge, input) };
  for (const { question, kind = '', answerable: isAnswerable = false } of questions) {
    const assessment = await assessQuestion(turn, { botId, question });
    if (assessment.kind === 'routed') continue;
    const { score, outcome } = assessment.decision;
    const decided = { answerable: isAnswerable, score, refused: outcome === 'refuse' };
    asked.set(kind, [...(asked.get(kind) ?? []), decided]);
  }
}
