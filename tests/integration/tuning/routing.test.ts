import { expect, test } from 'vitest';
import { createLog, systemClock } from '../../../server/base/index.ts';
import { openEmbedder } from '../../../server/models/index.ts';
import { evaluateRouting } from '../../../server/tuning/index.ts';
import { testEmbedder } from '../../support/models.ts';

test('routing tells what it knows from what nobody taught it, and says what it would have answered without doubt', async () => {
  const log = createLog({ level: 'error' });
  await using embedder = await openEmbedder({ model: await testEmbedder(), log, threads: 1 });
  const examples = [
    { text: 'How do I change the address of my order?', label: 'address' },
    { text: 'What does delivery to Norway cost?', label: 'norway' },
    { text: 'Can I wash the stove in the dishwasher?', label: 'washing' },
  ];
  const questions = [
    { id: '1', question: 'how do i change the address of my order', label: 'address' },
    { id: '2', question: 'What is the cost of delivery to Norway?', label: 'norway' },
    { id: '3', question: 'Is the stove fit for the dishwasher?', label: 'washing' },
    { id: '4', question: 'Do you sell gift cards?', label: 'gifts' },
    { id: '5', question: 'What does delivery to Sweden cost?', label: 'sweden' },
    { id: '6', question: 'Anything' },
  ];
  const report = await evaluateRouting({ embedder, log, clock: systemClock }, { examples, questions });
  expect(report.setup).toMatchObject({ labels: 3, questions: 5, outOfScope: 2, skippedWithoutLabel: 1 });
  expect(report.measures['accuracy top-1']).toMatchObject({ value: 1, items: 3 });
  expect(report.measures['AUROC, out of scope']?.value).toBeGreaterThanOrEqual(0.5);
  const sure = Object.fromEntries(report.items.map((item) => [item.id, item.sure]));
  expect(sure).toMatchObject({ 1: 'address', 2: 'norway', 4: null, 5: null });
  expect(report.measures['approved answer, right']).toMatchObject({ value: 1 });
});
