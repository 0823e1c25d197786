import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApprovedBook, openApprovedBook } from '../../../server/answering/index.ts';
import { createLog } from '../../../server/base/index.ts';
import { createApprovedAnswer, createBot } from '../../../server/bots/index.ts';
import { openEmbedder } from '../../../server/models/index.ts';
import { handClock } from '../../support/clock.ts';
import { testEmbedder } from '../../support/models.ts';
import { openTestStore } from '../../support/store.ts';

const BOT = 'shop';
const KNOWN: Record<string, string[]> = {
  'How do I change the address of my order?': ['Can I alter the delivery address after ordering?'],
  'What does delivery to Norway cost?': [],
  'Can I wash the Ember 3 in the dishwasher?': [],
  'Which batteries can I not send back?': [],
};

describe('approved answers, found by meaning', () => {
  let book: ApprovedBook;
  const owned = new AsyncDisposableStack();

  beforeAll(async () => {
    const log = createLog({ level: 'error' });
    const embedder = owned.use(await openEmbedder({ model: await testEmbedder(), log, threads: 1 }));
    const store = owned.use(await openTestStore());
    const clock = handClock();
    const deps = { store, clock };
    const settings = { organisation: 'S', greeting: 'Hi', refusal: 'No.', handoffMessage: 'Wait.' };
    await createBot(deps, { actor: 'system:test', id: BOT, name: 'Shop', settings });
    for (const [question, paraphrases] of Object.entries(KNOWN)) {
      const answer = `Answer to: ${question}`;
      await createApprovedAnswer(deps, { actor: 'system:test', botId: BOT, question, paraphrases, answer });
    }
    book = openApprovedBook({ store, embedder, clock });
  }, 300_000);
  afterAll(() => owned.disposeAsync());

  test.each([
    ['how do i change the address of my order', 'How do I change the address of my order?'],
    ['Can I still change the delivery address of my order?', 'How do I change the address of my order?'],
    ['WHAT DOES DELIVERY TO NORWAY COST', 'What does delivery to Norway cost?'],
    ['What is the cost of delivery to Norway?', 'What does delivery to Norway cost?'],
  ])('%s', async (question, known) => {
    expect((await book.match(BOT, question))?.text).toBe(`Answer to: ${known}`);
  });

  test.each([
    ['another name', 'What does delivery to Sweden cost?'],
    ['another model', 'Can I wash the Ember 4 in the dishwasher?'],
    ['the opposite', 'Which batteries can I send back?'],
    ['a number of its own', 'What does delivery of 25 kg to Norway cost?'],
    ['another matter', 'How do I cancel my order?'],
    ['nothing of the kind', 'Do you sell gift cards?'],
  ])('does not answer %s: %s', async (_why, question) => {
    expect(await book.match(BOT, question)).toBeUndefined();
  });
});
