import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { loadConfig } from '../../../server/config/index.ts';
import { type ContextOverrides, openContext } from '../../../server/context.ts';
import type { RunBody } from '../../../server/contract/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import { listReleases, listVersions, TEACH_JOB, teachJob } from '../../../server/tuning/index.ts';
import { addTestBot, TEST_BOT_ID as botId, createTestApp } from '../../support/app.ts';
import { foyer, pretendModels } from '../../support/cli.ts';
import { fakeEmbedder, fakeGenerator } from '../../support/fake-models.ts';
import { roomyMachine } from '../../support/fake-teaching.ts';
import { formOf } from '../../support/form-of.ts';
import { silentLog } from '../../support/store.ts';

/** What a way of bringing lessons in told, at each step. */
type Told = { imported: string; checked: string; taught: string };

type BadSet = {
  file: string;
  content: string | Uint8Array;
  /** Words for staff; null where this step has nothing to say. */
  says: { imported: RegExp | null; checked: RegExp; taught: RegExp | null };
};

const csv = (rows: readonly (readonly string[])[], columns = ['question', 'answer']) =>
  [columns, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n');
const numbered = (row: (number: number) => string[]) => Array.from({ length: 24 }, (_, at) => row(at + 1));

const NO_LESSONS = { checked: /no lesson/, taught: /has no lessons/ };
const TOO_FEW = /Only \d+ examples of an answer could be made of \d+ approved lessons/;

const SETS: Record<string, BadSet> = {
  contradictory: {
    file: 'contradictory.csv',
    content: csv([
      ...numbered((at) => [`Until when can boot number ${at} go back?`, `Within ${at} days.`]),
      ...numbered((at) => [`Until when can boot number ${at} go back?`, `Within ${at + 100} days.`]),
    ]),
    says: { imported: null, checked: /is answered in 2 ways.*retire the others/, taught: TOO_FEW },
  },
  tiny: {
    file: 'tiny.csv',
    content: csv([['Can I return boots?', 'Unworn boots can be returned within 30 days.']]),
    says: {
      imported: null,
      checked: /only 1 lesson.*fewer than 20/,
      taught: /Only \d+ examples.*at least 20/,
    },
  },
  'of the wrong format': {
    file: 'wrong.csv',
    content: 'name;street;city\nJo;High Street;Leeds\n',
    says: { imported: /wrong\.csv.*(question|column)/, ...NO_LESSONS },
  },
  'of bytes that are no text': {
    file: 'picture.csv',
    content: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255, 254, 10, 0]),
    says: { imported: /picture\.csv/, ...NO_LESSONS },
  },
  empty: {
    file: 'empty.csv',
    content: '',
    says: { imported: /empty\.csv.*(empty|nothing|no )/, ...NO_LESSONS },
  },
  'with answers of 10,000 characters': {
    file: 'long.csv',
    content: csv(numbered((at) => [`What about boot ${at}?`, 'boots '.repeat(1_667)])),
    says: { imported: /long\.csv:2.*longer than 4,000 characters/, ...NO_LESSONS },
  },
  'with passages of 10,000 characters': {
    file: 'passages.csv',
    content: csv(
      numbered((at) => [`What about lamp ${at}?`, `Lamp ${at} glows.`, `lamp ${at} `.repeat(1_250)]),
      ['question', 'answer', 'context'],
    ),
    // The sentences that hold the answers are taught like any others.
    says: { imported: null, checked: /24 lessons seem too long.*Shorten/, taught: null },
  },
  'in another language': {
    file: 'german.csv',
    content: csv(
      numbered((at) => [
        `Wie lange kann ich die Stiefel Nummer ${at} zurückgeben?`,
        `Ungetragene Stiefel der Nummer ${at} nehmen wir gern innerhalb von dreißig Tagen zurück.`,
      ]),
    ),
    says: { imported: null, checked: /seem to be in German.*speaks English/, taught: TOO_FEW },
  },
};

vi.setConfig({ testTimeout: 180_000 });

describe('over the command line, a set', () => {
  test.each(Object.entries(SETS))('%s is told in words, and neither taught nor published', async (_, set) => {
    const folder = await mkdtemp(join(tmpdir(), 'foyer-bad-'));
    try {
      const env = { FOYER_DATA: join(folder, 'data'), FOYER_CACHE: join(folder, 'cache'), PORT: '0' };
      const overrides: ContextOverrides = {
        log: silentLog,
        machine: roomyMachine,
        embedder: fakeEmbedder(),
        generator: fakeGenerator(),
      };
      await pretendModels(join(folder, 'cache'));
      await writeFile(join(folder, set.file), set.content);
      {
        await using context = await openContext(loadConfig(env), overrides);
        await addTestBot(context, botId);
      }
      const run = (...args: string[]) => foyer(args, { env, overrides });
      const imported = await run('lessons', 'import', join(folder, set.file), '--approve');
      expect(imported.code).toBe(set.says.imported === null ? 0 : 1);
      const checked = await run('lessons', 'check', '--state', 'approved');
      const taught = set.says.taught && (await run('teach', 'start'));
      if (taught) expect(taught.code).toBe(1);
      expectPlain(set, {
        imported: imported.stderr,
        checked: checked.stdout + checked.stderr,
        taught: taught?.stderr ?? '',
      });
      await using context = await openContext(loadConfig(env), overrides);
      expect([await listVersions(context, { botId }), await listReleases(context, { botId })]).toEqual([
        [],
        [],
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('over HTTP, a set', () => {
  test.each(Object.entries(SETS))('%s is told in words, and neither taught nor published', async (_, set) => {
    await using app = await createTestApp({ overrides: { machine: roomyMachine } });
    const key = await app.keyOf('admin');
    const base = `/api/admin/bots/${botId}`;
    const body = formOf({ [set.file]: set.content });
    const imported = await app.request(`${base}/lessons/import?approve=true`, { key, body });
    expect(imported.status).toBeLessThan(500);
    const checked = await app.request(`${base}/lessons/check?state=approved`, { key });
    const taught = set.says.taught === null ? '' : await teach(app, `${base}/runs`, key);
    expectPlain(set, {
      imported: set.says.imported === null ? '' : wordsOf(await imported.json()),
      checked: wordsOf(await checked.json()),
      taught,
    });
    const { context } = app;
    expect([await listVersions(context, { botId }), await listReleases(context, { botId })]).toEqual([
      [],
      [],
    ]);
  });
});

/** Why a run is not started, or why it failed. */
async function teach(
  app: Awaited<ReturnType<typeof createTestApp>>,
  runs: string,
  key: string,
): Promise<string> {
  const started = await app.request(runs, { key, body: {} });
  if (started.status !== 201) {
    expect(started.status).toBe(400);
    return wordsOf(await started.json());
  }
  const { id } = (await started.json()) as RunBody;
  await using _worker = runJobs(app.context, { [TEACH_JOB]: teachJob(app.context.teaching) }, { pollMs: 10 });
  const read = async () => (await (await app.request(`${runs}/${id}`, { key })).json()) as RunBody;
  await expect.poll(async () => (await read()).state, { timeout: 90_000 }).toBe('failed');
  const { error } = await read();
  expect(error?.code).toBe('bad_request');
  return error?.message ?? '';
}

function expectPlain({ says }: BadSet, told: Told): void {
  for (const step of ['imported', 'checked', 'taught'] as const) {
    const wanted = says[step];
    if (wanted !== null) expect(told[step].replaceAll('\n', ' ')).toMatch(wanted);
    expect(told[step]).not.toMatch(/undefined|\[object|NaN|^\s+at |Error:|internal/m);
  }
}

/** Every text of an answer, with the place that a mistake is said to be at. */
function wordsOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (Array.isArray(body)) return body.map(wordsOf).join('\n');
  if (typeof body !== 'object' || body === null) return '';
  const { file, line, column, message, ...others } = body as Record<string, unknown>;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return [place === '' ? message : `${place}: ${message ?? ''}`, ...Object.values(others).map(wordsOf)]
    .filter((text) => typeof text === 'string' && text !== '')
    .join('\n');
}
