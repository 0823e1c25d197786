/**
 * How well a bot tells what its pages answer from what they do not, at the organisations of `knowledge/strangers`, each asked its
 * own questions: nothing was fitted on them. Near misses are asked next to what the pages say. Then pairs of questions in one style
 * about one thing of the pages of `knowledge/exercises`, of which the pages answer one: what they ask tells them apart, nothing else.
 * The cross-encoder learns from the pairs, so they are asked only where it has no part.
 * `npm run bench -- decision [every nth organisation]`; the embedder is looked for in FOYER_CACHE, else ~/.cache/foyer, and so is the
 * cross-encoder (`foyer model cross-encoder`), unless FOYER_CROSS_ENCODER is `off`.
 */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createLog, systemClock } from '../../server/base/index.ts';
import { DEFAULT_EMBEDDER_ID, openEmbedder } from '../../server/models/index.ts';
import { auroc, type Decided } from '../../server/tuning/evaluation/decision-metrics.ts';
import { EXERCISES_FOLDER, evaluateRefusal, readQuestions } from '../../server/tuning/index.ts';
import { madeEncoders } from '../support/made-encoders.ts';
import { readyModel } from '../support/models.ts';

const STRANGERS = resolve(import.meta.dirname, '../../knowledge/strangers');
const WITH_ANSWER = 'answerable';

type Pair = { yes: string; no: string };

const log = createLog({ level: 'error' });
const step = Number(process.argv[2] ?? 1);
const { crossEncoder, biEncoder } = await madeEncoders();
await using embedder = await openEmbedder({
  log,
  model: await readyModel(DEFAULT_EMBEDDER_ID),
  ...(crossEncoder && { crossEncoder: async () => crossEncoder }),
  ...(biEncoder && { biEncoder: async () => biEncoder }),
});
process.stdout.write(`${crossEncoder ? `with ${crossEncoder.id}` : 'without a cross-encoder'}\n`);
const decided: (Decided & { kind: string })[] = [];
for (const organisationFolder of await organisationsIn(STRANGERS)) {
  const questions = await readQuestions(join(organisationFolder, 'tests', 'questions.jsonl'));
  const kinds = new Map(questions.map(({ id, kind = '' }) => [id, kind]));
  const searched = await decideOn({ corpus: { organisationFolder }, questions });
  decided.push(...searched.map((item) => ({ ...item, kind: kinds.get(item.id) ?? '' })));
}
const groups = Map.groupBy(decided, ({ kind }) => kind);
const answerable = groups.get(WITH_ANSWER) ?? [];
for (const [kind, rows] of groups) {
  const declined = rows.filter(({ refused }) => refused).length / rows.length;
  const told = kind === WITH_ANSWER ? '' : `, AUROC ${auroc([...answerable, ...rows]).toFixed(3)}`;
  process.stdout.write(`${kind}: ${rows.length} questions, declined ${declined.toFixed(3)}${told}\n`);
}

if (crossEncoder === undefined) await askPairs();

async function askPairs(): Promise<void> {
  const alike: (Decided & { id: string })[] = [];
  for (const organisationFolder of await organisationsIn(EXERCISES_FOLDER)) {
    const text = await readFile(join(organisationFolder, 'pairs.jsonl'), 'utf8');
    const questions = text
      .trimEnd()
      .split('\n')
      .map((line): Pair => JSON.parse(line))
      .flatMap(({ yes, no }, at) => {
        const id = `${organisationFolder}/${at}`;
        return [
          { id: `${id}/yes`, question: yes, answerable: true },
          { id: `${id}/no`, question: no, answerable: false },
        ];
      });
    alike.push(...(await decideOn({ corpus: { organisationFolder }, questions })));
  }
  const pairs = [...Map.groupBy(alike, ({ id }) => dirname(id)).values()].filter(
    ({ length }) => length === 2,
  );
  const toldApart = pairs.filter((pair) => auroc(pair) === 1).length / pairs.length;
  const declined = (answerable: boolean) => {
    const rows = alike.filter((item) => item.answerable === answerable);
    return (rows.filter(({ refused }) => refused).length / rows.length).toFixed(3);
  };
  process.stdout.write(
    `pairs: ${pairs.length}, the answered one scores higher in ${toldApart.toFixed(3)}, AUROC ${auroc(alike).toFixed(3)}; declined ${declined(true)} of the answered, ${declined(false)} of the others\n`,
  );
}

async function organisationsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return folders.sort().filter((_folder, at) => at % step === 0);
}

/** What is decided of those that reach the search. */
async function decideOn(asked: Parameters<typeof evaluateRefusal>[1]) {
  const { items } = await evaluateRefusal({ embedder, log, clock: systemClock }, asked);
  return items.filter(({ routed }) => routed === null);
}
