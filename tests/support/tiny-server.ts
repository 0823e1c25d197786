import { resolve } from 'node:path';
import { AppError } from '../../server/base/index.ts';
import { serve } from '../../server/serve.ts';
import type { FindVersion, TeachStages } from '../../server/tuning/index.ts';
import { createTestApp, type TestApp } from './app.ts';
import { fakeGenerator } from './fake-models.ts';
import { roomyMachine } from './fake-teaching.ts';
import { tinyTeaching } from './tiny-teaching.ts';
import { insertVersionRow } from './version-rows.ts';

/** So many that a run takes seconds, which a person at the page can pause. */
const ROWS = 20_000;
const UNTAUGHT = 'Everything about boots is on our website.';
const TAUGHT = 'You can return unworn boots within 30 days.';

export type TinyServer = AsyncDisposable & { url: string; app: TestApp; key: string };

/**
 * The real server with its jobs, listening; a bot that is taught by the real trainer on a tiny model. What the models say
 * stands in a script, so that the taught version answers better than the untaught one.
 */
export async function startTinyServer(): Promise<TinyServer> {
  await using opening = new AsyncDisposableStack();
  const app = opening.use(
    await createTestApp({
      script: UNTAUGHT,
      overrides: {
        findVersion,
        openVersion: async () => running(TAUGHT),
        machine: roomyMachine,
        assetsDir: resolve(import.meta.dirname, '../../dist'),
      },
    }),
  );
  const { context, dataDir } = app;
  const tiny = (await tinyTeaching({ store: context.store, dataDir, say: () => {} })).stages;
  const stages: TeachStages = {
    ...context.teaching.stages,
    findBase: tiny.findBase,
    openBase: tiny.openBase,
    openTrainer: tiny.openTrainer,
    async readRows(dataSetId) {
      const { train, heldOut } = await tiny.readRows(dataSetId);
      const many = Array.from({ length: Math.ceil(ROWS / train.length) }, (_, round) =>
        train.map((row) => ({ ...row, id: `${round} ${row.id}` })),
      );
      return { train: many.flat(), heldOut };
    },
    async createVersion({ botId, runId, dataSetId }) {
      const id = `ver_${runId.slice(-8)}`;
      await insertVersionRow(context.store, { botId, id, runId, dataSetId });
      return { versionId: id };
    },
  };
  const teaching = { ...context.teaching, stages };
  const server = opening.use(await serve({ ...context, teaching }));
  const key = await app.keyOf('admin');
  const opened = opening.move();
  return { url: server.url, app, key, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

const findVersion: FindVersion = async ({ version }) => {
  const versionId = version === 'release' ? 'untuned' : version;
  const text = versionId === 'untuned' ? UNTAUGHT : TAUGHT;
  if (versionId !== 'untuned' && !versionId.startsWith('ver_')) {
    throw new AppError('not_found', 'There is no such version.');
  }
  return { versionId, open: async () => running(text) };
};

function running(text: string) {
  return { ...fakeGenerator(text), pid: () => undefined, async [Symbol.asyncDispose]() {} };
}
