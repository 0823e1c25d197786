import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBot } from '../../../server/bots/index.ts';
import { askBotToEnd } from '../../../server/chat/index.ts';
import { loadConfig } from '../../../server/config/index.ts';
import { type AppContext, modelsDepsOf, openContext } from '../../../server/context.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import { ingestDocuments } from '../../../server/knowledge/index.ts';
import {
  getComparison,
  getRun,
  importLessons,
  importTestQuestions,
  openTrainer,
  publish,
  startRun,
  TEACH_JOB,
  type TeachDeps,
  teachJob,
  watchRun,
} from '../../../server/tuning/index.ts';
import { testCacheDir, testModels } from '../../support/models.ts';
import { silentLog } from '../../support/store.ts';

const botId = 'outfitter';
const actor = 'system:test';
const encode = (text: string) => new TextEncoder().encode(text);

const KINDS = ['tent', 'stove', 'jacket', 'pack', 'lamp', 'rope'];
const NAMES = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm'];
/** A fact a product: what it costs. */
const PRODUCTS = KINDS.flatMap((kind, row) =>
  NAMES.map((name, column) => ({ kind, name, euros: 20 + 30 * row + 7 * column })),
);

let folder: string;
let context: AppContext;

beforeAll(async () => {
  await testModels();
  folder = await mkdtemp(join(tmpdir(), 'foyer-taught-'));
  const variables = { FOYER_DATA: folder, FOYER_CACHE: testCacheDir() };
  context = await openContext(loadConfig({ ...process.env, ...variables }), { log: silentLog });
  const words = { greeting: 'Hello', refusal: 'I could not find this.', handoffMessage: 'One moment.' };
  const settings = { organisation: 'Outfitter', ...words };
  await createBot(context, { actor, id: botId, name: 'Outfitter', settings });
});
afterAll(async () => {
  await context?.[Symbol.asyncDispose]();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** One document a kind, a lesson a product, two questions to test with. */
async function fill(): Promise<void> {
  const files = KINDS.map((kind) => {
    const lines = PRODUCTS.filter((product) => product.kind === kind).map(
      ({ name, euros }) => `## ${name} ${kind}\n\nThe ${name} ${kind} costs ${euros} euros.\n`,
    );
    return { name: `${kind}s.md`, bytes: encode(`# ${kind}s\n\n${lines.join('\n')}`) };
  });
  for await (const event of ingestDocuments(context, { botId, files })) {
    if (event.type === 'document-failed') throw new Error(event.message);
  }
  const rows = PRODUCTS.map(
    ({ name, kind, euros }) =>
      `What does the ${name} ${kind} cost?,The ${name} ${kind} costs ${euros} euros.,${kind}s.md`,
  );
  const csv = encode(`question,answer,document\n${rows.join('\n')}\n`);
  await importLessons(context, { actor, botId, files: [{ name: 'lessons.csv', bytes: csv }], approve: true });
  const tests = [
    {
      id: 't1',
      question: 'I need a price for your Cedar lamp.',
      reference: 'It costs 154 euros.',
      split: 'heldout',
    },
    { id: 't2', question: 'Who founded the town?', answerable: false, split: 'heldout' },
  ];
  const jsonl = encode(tests.map((row) => JSON.stringify(row)).join('\n'));
  await importTestQuestions(context, { actor, botId, files: [{ name: 'tests.jsonl', bytes: jsonl }] });
}

/** The real thing but for ten seconds of measuring, of which one row is enough here. */
function quickTeaching(): TeachDeps {
  const { teaching, config } = context;
  const trainer = { log: silentLog, models: modelsDepsOf(config, silentLog), measureMs: 0 };
  return { ...teaching, stages: { ...teaching.stages, openTrainer: () => openTrainer(trainer) } };
}

test('lessons to a run, to a gated version, to the next answer', async () => {
  await fill();
  const teaching = quickTeaching();
  // A few seconds of training: what is tested is the way, not how much is learned on it.
  const settings = { maxMinutes: 0.1, epochs: 1, exercises: false };
  const { id } = await startRun(teaching, { actor, botId, settings });
  const states = new Set<string>();
  {
    await using _worker = runJobs(context, { [TEACH_JOB]: teachJob(teaching) });
    for await (const event of watchRun(context, { runId: id })) {
      if (event.type === 'run-progressed') states.add(event.run.state);
    }
  }
  const run = await getRun(context, { runId: id });
  expect(run).toMatchObject({ state: 'done', error: null });
  expect(run.points.length).toBeGreaterThan(0);
  expect(run.notes.join(' ')).toMatch(/Cut to \d+ of \d+ examples/);
  const { versionId, comparisonId } = run;
  if (versionId === null || comparisonId === null) throw new Error('A done run has both.');

  const { verdict } = await getComparison(context, { botId, comparisonId });
  expect(verdict?.verdict).not.toBe('better');
  await expect(publish(context.versions, { actor, botId, versionId })).rejects.toMatchObject({
    code: 'conflict',
  });

  const question = 'How much is the Birch tent?';
  const before = await askBotToEnd(context, { botId, question });
  expect(before.passport.model?.id).not.toBe(versionId);
  await publish(context.versions, { actor, botId, versionId, override: { reason: 'A test.' } });
  const after = await askBotToEnd(context, { botId, question });
  expect(after.passport.model).toMatchObject({ id: versionId, precision: 'q8' });
}, 300_000);
