import { expect, test } from 'vitest';
import { DECISION } from '../../../server/answering/index.ts';
import { decisionOfVersion, type PublishDeps, publish, rollback } from '../../../server/tuning/index.ts';
import { readGround } from '../../../server/tuning/versions/ground.ts';
import { gather } from '../../../server/whole-bots/file/gather.ts';
import { duplicateBot } from '../../../server/whole-bots/index.ts';
import { TEST_BOT_ID as botId, describeApps } from '../../support/app.ts';
import { BETTER, insertVersionRow } from '../../support/version-rows.ts';

const actor = 'system:test';

describeApps('by what a version decides', (open) => {
  async function openApp() {
    const app = await open();
    for (const id of ['one', 'two', 'three']) await insertVersionRow(app.context.store, { botId, id });
    const deps: PublishDeps = {
      ...app.context.versions,
      findVerdict: async () => BETTER,
      prepare: async () => undefined,
    };
    return Object.assign(app, { deps });
  }
  type Opened = Awaited<ReturnType<typeof openApp>>;
  const put = ({ deps }: Opened, versionId: string) => publish(deps, { actor, botId, versionId });

  test('a version decides by what it brought along while it serves, and not before or after', async () => {
    await using app = await openApp();
    const { store } = app.context;
    const fitted = { ...DECISION, intercept: DECISION.intercept + 1 };
    const brought = { model: fitted, questions: 60, declinedBefore: 0.3, declinedAfter: 0.05 };
    await store.db
      .updateTable('model_versions')
      .set({ decision: JSON.stringify(brought) })
      .where('id', '=', 'two')
      .execute();
    const decides = () => decisionOfVersion(store.db, { botId });
    const settingsOf = async (versionId: string) =>
      (await readGround(store.db, { botId, versionId, at: 1 })).settings;
    await put(app, 'one');
    expect(await decides()).toBeUndefined();
    const asked = { one: await settingsOf('one'), two: await settingsOf('two') };
    expect(asked.two).not.toBe(asked.one);
    await put(app, 'two');
    expect(await decides()).toEqual(fitted);
    expect({ one: await settingsOf('one'), two: await settingsOf('two') }).toEqual(asked);
    await rollback(app.deps, { actor, botId });
    expect(await decides()).toBeUndefined();
  });

  test('what staff had fitted outlives every version, and counts again once one that brought its own is gone', async () => {
    await using app = await openApp();
    const { db } = app.context.store;
    const own = { ...DECISION, intercept: 2 };
    const fitAt = async (fittedAt: number) => {
      await db.deleteFrom('decision_models').execute();
      const row = { bot_id: botId, model: JSON.stringify(own), questions: 50, fitted_by: actor };
      await db
        .insertInto('decision_models')
        .values({ ...row, fitted_at: fittedAt })
        .execute();
    };
    const model = { ...DECISION, intercept: DECISION.intercept + 1 };
    const brought = JSON.stringify({ model, questions: 60, declinedBefore: 0.3, declinedAfter: 0.05 });
    await db
      .updateTable('model_versions')
      .set({ decision: brought, created_at: 100 })
      .where('id', '=', 'two')
      .execute();
    const decides = (versionId?: string) => decisionOfVersion(db, { botId, versionId });

    await fitAt(50);
    await put(app, 'one');
    expect(await decides()).toEqual(own);
    await put(app, 'two');
    expect(await decides()).toEqual(model);
    await rollback(app.deps, { actor, botId });
    expect(await decides()).toEqual(own);
    await put(app, 'two');
    await put(app, 'three');
    expect(await decides()).toEqual(own);

    expect(await decides('two')).toEqual(model);
    await fitAt(200);
    expect(await decides('two')).toEqual(own);
    await put(app, 'two');
    expect(await decides()).toEqual(own);
  });

  test('a copy of the bot decides as staff had fitted it; a file has what counts, and names what it leaves out', async () => {
    await using app = await openApp();
    const { db } = app.context.store;
    const own = { ...DECISION, intercept: 2 };
    const row = { bot_id: botId, model: JSON.stringify(own), questions: 50, fitted_by: actor, fitted_at: 1 };
    await db.insertInto('decision_models').values(row).execute();
    expect(await gather(db, botId)).toMatchObject({ bot: { decision: { fittedBy: actor } }, leftOut: [] });
    const model = { ...DECISION, intercept: DECISION.intercept + 1 };
    const decision = JSON.stringify({ model, questions: 60, declinedBefore: 0.3, declinedAfter: 0.05 });
    await db
      .updateTable('model_versions')
      .set({ decision, created_at: 100 })
      .where('id', '=', 'two')
      .execute();
    await put(app, 'two');
    expect(await gather(db, botId)).toMatchObject({
      bot: { decision: { model, fittedBy: 'version:two' } },
      leftOut: [expect.stringContaining('as staff had fitted it')],
    });
    const copy = await duplicateBot(app.context, { actor, botId, name: 'Copy' });
    expect(await decisionOfVersion(db, { botId: copy.id })).toEqual(own);
  });
});
