import { updateBotSettings } from '../../server/bots/index.ts';
import { ingestDocuments } from '../../server/knowledge/index.ts';
import { approveLesson, createLesson, type LessonContent } from '../../server/tuning/index.ts';
import { openTestKnowledge, type TestKnowledge } from './knowledge.ts';
import type { OpenTestStore } from './store.ts';

const PAGES: Readonly<Record<string, string>> = {
  'returns.md':
    '# Returns\n\n## Hats\nHats can be returned within 30 days. Worn hats are refused.\n\n## Lamps\nLamps can be returned within 14 days in their box.\n',
  'delivery.md':
    '# Delivery\n\n## Standard\nStandard delivery takes three working days and costs £4.\n\n## Express\nExpress delivery takes one working day and costs £9.\n',
  'repairs.md':
    '# Repairs\n\n## Kettles\nKettles are mended in the shop for £12. A new lid costs £5.\n\n## Clocks\nClocks are sent to the maker, which takes six weeks.\n',
  'club.md':
    '# Club\n\n## Joining\nThe club is free for everybody over 18.\n\n## Points\nPoints lapse after 24 months. 100 points make a voucher of £5.\n',
};

const LESSONS: readonly [string, string, string][] = [
  ['How long can I return a hat?', 'Hats can be returned within 30 days.', 'returns.md'],
  ['Do you take back worn hats?', 'Worn hats are refused.', 'returns.md'],
  ['How long can lamps be sent back?', 'Lamps can be returned within 14 days in their box.', 'returns.md'],
  ['How much does standard delivery cost?', 'Standard delivery costs £4.', 'delivery.md'],
  ['How long does standard delivery take?', 'Standard delivery takes three working days.', 'delivery.md'],
  ['How long does express delivery take?', 'Express delivery takes one working day.', 'delivery.md'],
  ['What is the price of express delivery?', 'Express delivery costs £9.', 'delivery.md'],
  ['What does mending a kettle cost?', 'Kettles are mended for £12.', 'repairs.md'],
  ['Is there a new lid for my kettle?', 'A new lid costs £5.', 'repairs.md'],
  ['Who repairs clocks?', 'Clocks are sent to the maker.', 'repairs.md'],
  ['What does the club cost?', 'The club is free.', 'club.md'],
  ['When do points lapse?', 'Points lapse after 24 months.', 'club.md'],
  ['What are 100 points worth?', '100 points make a voucher of £5.', 'club.md'],
];

const SETTINGS = { organisation: 'Shop', greeting: 'Hello!', refusal: 'No.', handoffMessage: 'One moment.' };

/** The bot `bot` with four short pages; its embedder counts words. Use with `await using`. */
export async function openTaughtBot(open: OpenTestStore): Promise<TestKnowledge> {
  const knowledge = await openTestKnowledge(open);
  await updateBotSettings(knowledge, { actor: 'system:test', botId: 'bot', changes: SETTINGS });
  const files = Object.entries(PAGES).map(([name, text]) => ({
    name,
    bytes: new TextEncoder().encode(text),
  }));
  for await (const event of ingestDocuments(knowledge, { botId: 'bot', files })) {
    if (event.type === 'document-failed') throw new Error(`${event.name}: ${event.message}`);
  }
  return knowledge;
}

/** Thirteen lessons on those pages, or others. */
export async function teach(
  knowledge: TestKnowledge,
  lessons: readonly LessonContent[] = LESSONS.map(([question, answer, documentName]) => ({
    question,
    answer,
    documentName,
  })),
): Promise<void> {
  for (const lesson of lessons) {
    const { id } = await createLesson(knowledge, { actor: 'key:author', botId: 'bot', ...lesson });
    await approveLesson(knowledge, { actor: 'key:reviewer', botId: 'bot', lessonId: id });
  }
}
