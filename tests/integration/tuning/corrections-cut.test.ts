import { expect, test } from 'vitest';
import { createApprovedAnswer } from '../../../server/bots/index.ts';
import { getTurnInContext } from '../../../server/chat/index.ts';
import { LEASE_MS, ProcessLease } from '../../../server/jobs/index.ts';
import {
  type ApplyCorrectionInput,
  applyCorrection,
  listCorrections,
  recoverCorrections,
  undoCorrection,
} from '../../../server/tuning/index.ts';
import { TEST_BOT_ID as botId, describeApps, type TestApp } from '../../support/app.ts';
import { dyingStore } from '../../support/dying-store.ts';
import { askAsVisitor } from '../../support/visitors.ts';

const QUESTION = 'How long does standard delivery take?';
const actor = 'key:cut';
/** Some twenty servers die, each after an answer that was put right a little further. */
const MANY_CUTS_MS = 240_000;
const obedient = (messages: readonly { content: string }[]) =>
  /Standard delivery takes[^.]*\./.exec(messages.map(({ content }) => content).join('\n'))?.[0] ?? '';

/** What a correction can change. */
async function readAll({ context: { store } }: TestApp) {
  const { db } = store;
  return {
    documents: await db
      .selectFrom('documents')
      .select(['name', 'enabled', 'content_hash'])
      .orderBy('name')
      .execute(),
    passages: await db.selectFrom('passages').select(['text', 'enabled']).orderBy('text').execute(),
    withheld: await db.selectFrom('withheld_passages').select('text_hash').execute(),
    approved: await db.selectFrom('approved_answers').select(['question', 'answer', 'paraphrases']).execute(),
    lessons: await db.selectFrom('lessons').select(['question', 'answer', 'state']).execute(),
    pairs: await db.selectFrom('preference_pairs').select('chosen').where('state', '!=', 'retired').execute(),
    tests: await db.selectFrom('test_questions').select(['question', 'reference']).execute(),
    corrections: (await listCorrections({ store }, { botId })).corrections.map(({ after, state }) => [
      after,
      state,
    ]),
  };
}

/** The same server, killed before its next write but `writes`. */
function dying({ context }: TestApp, writes: number) {
  return { ...context, store: dyingStore(context.store, writes), lease: new ProcessLease(context) };
}

/** Another server comes by when the dead one counts as dead. */
async function recover({ context }: TestApp): Promise<number> {
  return await recoverCorrections({ ...context, clock: { now: () => Date.now() + 2 * LEASE_MS } });
}

/** Kills it before the first write, before the second, and so on, until it comes to its end; `check` looks at what is left. */
async function cutAtEach<Done>(
  app: TestApp,
  work: (deps: ReturnType<typeof dying>) => Promise<Done>,
  check: () => Promise<void>,
): Promise<{ done: Done; cuts: number }> {
  for (let cuts = 0; ; cuts += 1) {
    try {
      return { done: await work(dying(app, cuts)), cuts };
    } catch (thrown) {
      expect(thrown).toMatchObject({ message: 'The process was killed.' });
    }
    await recover(app);
    await check();
    expect(await recover(app)).toBe(0);
  }
}

describeApps('a correction that is cut off', (open) => {
  const routes: [string, number, Partial<ApplyCorrectionInput> & { answer: string }][] = [
    ['a fact', 5, { route: 'fact', answer: 'Standard delivery takes five working days.' }],
    ['a new approved answer', 3, { route: 'approved', answer: 'Four days.' }],
    [
      'a lesson and its preference',
      6,
      {
        route: 'lesson',
        answer: 'Gladly! Standard delivery takes three working days.',
        testQuestion: 'When can I expect a parcel sent the cheap way?',
        approve: true,
      },
    ],
  ];
  test.each(routes)(
    '%s: at no step anything stays of which no record tells',
    async (_name, least, words) => {
      await using app = await open({ script: obedient });
      const { messageId: answerId } = await askAsVisitor(app, QUESTION);
      const given = await getTurnInContext(app.context, { botId, answerId });
      const before = await readAll(app);
      const { done, cuts } = await cutAtEach(
        app,
        (deps) => applyCorrection(deps, { actor, botId, given, ...words }),
        async () => expect(await readAll(app)).toEqual(before),
      );
      expect(cuts).toBeGreaterThanOrEqual(least);
      expect(done.correction.state).toBe('applied');
      expect(await recover(app)).toBe(0);

      const applied = await readAll(app);
      expect(applied.corrections).toEqual([[words.answer, 'applied']]);
      expect(applied.tests).toHaveLength(1);
      const { correction } = done;
      let undone: unknown;
      await cutAtEach(
        app,
        async (deps) => {
          const [there] = (await listCorrections(app.context, { botId })).corrections;
          if (there?.state === 'undone') return;
          await undoCorrection(deps, { actor, botId, correctionId: correction.id });
        },
        async () => {
          const now = await readAll(app);
          if (now.corrections[0]?.[1] === 'applied') expect(now).toEqual(applied);
          else undone = now;
        },
      );
      const { lessons: _lessons, corrections, ...rest } = await readAll(app);
      expect(corrections).toEqual([[words.answer, 'undone']]);
      const { lessons: _before, corrections: _none, ...restBefore } = before;
      expect(rest).toEqual(restBefore);
      if (undone !== undefined) expect(undone).toMatchObject(rest);
    },
    MANY_CUTS_MS,
  );

  test('a changed approved answer stands as before, and what somebody else wrote meanwhile stays', async () => {
    await using app = await open({ script: obedient });
    const { id } = await createApprovedAnswer(app.context, {
      actor,
      botId,
      question: QUESTION,
      answer: 'Soon.',
    });
    const { messageId: answerId } = await askAsVisitor(app, QUESTION);
    const given = await getTurnInContext(app.context, { botId, answerId });
    const before = await readAll(app);
    const input = { actor, botId, given, answer: 'Six days.' };
    await cutAtEach(
      app,
      (deps) => applyCorrection(deps, input),
      async () => expect(await readAll(app)).toEqual(before),
    );
    const [made] = (await listCorrections(app.context, { botId })).corrections;
    await undoCorrection(app.context, { actor, botId, correctionId: made?.id ?? '' });

    await expect(applyCorrection(dying(app, 1), input)).rejects.toThrow('killed');
    const { db } = app.context.store;
    await db.updateTable('approved_answers').set({ answer: 'Tomorrow.' }).where('id', '=', id).execute();
    await recover(app);
    expect((await readAll(app)).approved).toMatchObject([{ answer: 'Tomorrow.' }]);
  });
});
