import { expect, test } from 'vitest';
import {
  allLessons,
  eraseDerived,
  findDerived,
  getDataCard,
  getVersion,
  listDataRows,
  makeDataSet,
  publish,
  readTrainingRows,
} from '../../../server/tuning/index.ts';
import type { TestKnowledge } from '../../support/knowledge.ts';
import { describeStores } from '../../support/store.ts';
import { openTaughtBot, teach } from '../../support/taught-bot.ts';
import { insertVersionRow } from '../../support/version-rows.ts';

const botId = 'bot';
const actor = 'system:test';
const make = (deps: TestKnowledge) =>
  makeDataSet(deps, {
    actor,
    botId,
    base: { id: 'tiny', sha256: null },
    seed: 1,
    recipe: { heldOutShare: 0.3 },
  });

describeStores('erasure', (open) => {
  test('what was taught from a document is found, retired and not taught again', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const { dataSetId } = await make(deps);
    await insertVersionRow(deps.store, { botId, id: 'taught', dataSetId });
    await insertVersionRow(deps.store, { botId, id: 'unrelated' });
    const approved = { findVerdict: async () => undefined, prepare: async () => undefined };
    const override = { reason: 'a test' };
    await publish({ ...deps, ...approved }, { actor, botId, versionId: 'taught', override });
    expect(await getDataCard(deps, { botId, versionId: 'taught' })).toMatch(/\| form \| \d+ \|/);

    const input = { botId, target: { kind: 'document', name: 'repairs.md' } } as const;
    const found = await findDerived(deps, input);
    expect(found.lessons).toHaveLength(3);
    expect(found.versions).toEqual([{ id: 'taught', state: 'published-before', serves: true }]);
    expect(found.advice).toEqual([expect.stringContaining('"taught" serves this bot now')]);
    expect((await allLessons(deps, { botId, state: 'retired' })).length).toBe(0);

    expect(await eraseDerived(deps, { actor, ...input })).toEqual(found);
    expect(
      (await allLessons(deps, { botId, state: 'retired' })).map(({ documentName }) => documentName),
    ).toEqual(['repairs.md', 'repairs.md', 'repairs.md']);
    const { rows } = await listDataRows(deps, { botId, dataSetId, limit: 1_000 });
    // With four pages nearly every prompt shows a passage of each, and a set without rows cannot be read.
    const kept = rows.filter(({ state }) => state === 'kept');
    expect(JSON.stringify(kept)).not.toMatch(/Kettles|repairs\.md/);
    const learned = await readTrainingRows(deps, dataSetId).then(
      ({ train, heldOut }) => train.length + heldOut.length,
      () => 0,
    );
    expect(learned).toBe(kept.length);
    expect((await getVersion(deps, { botId, versionId: 'taught' })).state).toBe('retired');
    expect((await getVersion(deps, { botId, versionId: 'unrelated' })).state).toBe('candidate');
    const again = await make(deps);
    const { rows: next } = await listDataRows(deps, { botId, dataSetId: again.dataSetId, limit: 1_000 });
    expect(next.some(({ question }) => /kettle/i.test(question))).toBe(false);
  });

  test('a person’s lessons and a single lesson are found by name and by id', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const person = await findDerived(deps, { botId, target: { kind: 'person', name: 'key:author' } });
    expect(person.lessons).toHaveLength(13);
    const [first] = person.lessons;
    const one = await findDerived(deps, { botId, target: { kind: 'lesson', name: first?.id ?? '' } });
    expect(one.lessons).toEqual([first]);
    const nobody = await findDerived(deps, { botId, target: { kind: 'person', name: 'Nobody' } });
    expect(nobody).toMatchObject({
      lessons: [],
      versions: [],
      advice: ['Nothing that was taught rests on it.'],
    });
  });
});
