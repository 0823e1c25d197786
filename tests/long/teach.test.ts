import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { AppError } from '../../server/base/index.ts';
import { createBot } from '../../server/bots/index.ts';
import { loadConfig } from '../../server/config/index.ts';
import { openContext } from '../../server/context.ts';
import { runJobs } from '../../server/jobs/index.ts';
import { loadOrganisation } from '../../server/knowledge/index.ts';
import {
  type Comparison,
  formatComparison,
  getComparison,
  getRun,
  loadTeachingMaterial,
  publish,
  type Run,
  startRun,
  TEACH_JOB,
  teachJob,
  watchRun,
} from '../../server/tuning/index.ts';
import { testCacheDir, testModels } from '../support/models.ts';
import { quietLog } from '../support/store.ts';

const botId = 'larch-and-loft';
const actor = 'system:test';
const ORGANISATION = resolve(import.meta.dirname, '../../knowledge', botId);
const settings = {
  organisation: 'Larch & Loft',
  greeting: 'Hello',
  refusal: 'I could not find this in the documents of Larch & Loft. Shall I bring a colleague in?',
  handoffMessage: 'I will bring a colleague into this chat.',
};

test('the sample organisation is taught to the end and through the gate', async () => {
  await testModels();
  const folder = await mkdtemp(join(tmpdir(), 'foyer-taught-'));
  try {
    const variables = { ...process.env, FOYER_DATA: folder, FOYER_CACHE: testCacheDir() };
    await using context = await openContext(loadConfig(variables), { log: quietLog });
    await createBot(context, { actor, id: botId, name: botId, settings });
    for await (const event of loadOrganisation(context, { botId, folder: ORGANISATION })) {
      if (event.type === 'document-failed') throw new Error(`${event.name}: ${event.message}`);
    }
    await loadTeachingMaterial(context, { actor, botId, folder: ORGANISATION, approve: true });
    const { id } = await startRun(context.teaching, { actor, botId, settings: {} });
    const began = new Map<Run['state'], number>();
    {
      await using _worker = runJobs(context, { [TEACH_JOB]: teachJob(context.teaching) });
      for await (const event of watchRun(context, { runId: id })) {
        if (event.type === 'run-progressed' && !began.has(event.run.state)) {
          began.set(event.run.state, Date.now());
        }
      }
    }
    const run = await getRun(context, { runId: id });
    expect(run).toMatchObject({ state: 'done', error: null });
    const comparison = await getComparison(context, { botId, comparisonId: run.comparisonId ?? '' });
    process.stdout.write(`${formatComparison(comparison)}\n`);
    process.stdout.write(`teach: ${figuresOf(run, comparison, began)}\n`);
    expect(comparison.verdict).not.toBeNull();
    const isBetter = comparison.verdict?.verdict === 'better';
    const publishing = publish(context.versions, { actor, botId, versionId: run.versionId ?? '' });
    const outcome = await publishing.then(
      ({ gate }) => gate?.comparisonId,
      (error: AppError) => error.code,
    );
    expect(outcome).toBe(isBetter ? run.comparisonId : 'conflict');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 7_200_000);

function figuresOf(
  run: Run,
  { report, verdict }: Comparison,
  began: ReadonlyMap<Run['state'], number>,
): string {
  const minutes = (from: Run['state'], to: Run['state']) =>
    (((began.get(to) ?? Number.NaN) - (began.get(from) ?? Number.NaN)) / 60_000).toFixed(1);
  const measure = (role: 'candidate' | 'untuned', name: string) => {
    const answerer = report?.answerers.find(({ roles }) => roles.includes(role));
    return answerer?.measures[name]?.value.toFixed(3) ?? 'none';
  };
  const both = (name: string) => `${name} ${measure('untuned', name)} -> ${measure('candidate', name)}`;
  return [
    `${run.estimate?.rows} rows, ${run.estimate?.epochs} epochs`,
    `data ${minutes('assembling', 'estimating')} min`,
    `training ${minutes('training', 'merging')} min`,
    `gate ${minutes('testing', 'done')} min`,
    ...['ROUGE-L', 'key facts', 'groundedness', 'refusal recall', 'false refusals'].map(both),
    `verdict ${verdict?.verdict}`,
  ].join('; ');
}
