/**
 * How well a bot tells what its pages answer from what they do not, at the organisations of `knowledge/strangers`, each asked its
 * own questions: nothing was fitted on them. Near misses are asked next to what the pages say.
 * `npm run bench -- decision [every nth organisation]`; the embedder is looked for in FOYER_CACHE, else ~/.cache/foyer.
 */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createLog, systemClock } from '../../server/base/index.ts';
import { DEFAULT_EMBEDDER_ID, openEmbedder } from '../../server/models/index.ts';
import { auroc, type Decided } from '../../server/tuning/evaluation/decision-metrics.ts';
import { evaluateRefusal, readQuestions } from '../../server/tuning/index.ts';
import { readyModel } from '../support/models.ts';

const STRANGERS = resolve(import.meta.dirname, '../../knowledge/strangers');
const WITH_ANSWER = 'answerable';

const log = createLog({ level: 'error' });
const step = Number(process.argv[2] ?? 1);
await using embedder = await openEmbedder({ log, model: await readyModel(DEFAULT_EMBEDDER_ID) });
const entries = await readdir(STRANGERS, { withFileTypes: true });
const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(STRANGERS, name));
const decided: (Decided & { kind: string })[] = [];
for (const organisationFolder of folders.sort().filter((_folder, at) => at % step === 0)) {
  const questions = await readQuestions(join(organisationFolder, 'tests', 'questions.jsonl'));
  const kinds = new Map(questions.map(({ id, kind = '' }) => [id, kind]));
  const asked = { corpus: { organisationFolder }, questions };
  const { items } = await evaluateRefusal({ embedder, log, clock: systemClock }, asked);
  const searched = items.filter(({ routed }) => routed === null);
  decided.push(...searched.map((item) => ({ ...item, kind: kinds.get(item.id) ?? '' })));
}
const groups = Map.groupBy(decided, ({ kind }) => kind);
const answerable = groups.get(WITH_ANSWER) ?? [];
for (const [kind, rows] of groups) {
  const declined = rows.filter(({ refused }) => refused).length / rows.length;
  const told = kind === WITH_ANSWER ? '' : `, AUROC ${auroc([...answerable, ...rows]).toFixed(3)}`;
  process.stdout.write(`${kind}: ${rows.length} questions, declined ${declined.toFixed(3)}${told}\n`);
}
