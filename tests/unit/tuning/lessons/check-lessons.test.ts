import { expect, test } from 'vitest';
import { type Lesson, type LessonContent, lessonFindings } from '../../../../server/tuning/index.ts';

const QUESTIONS = [
  'How long does delivery to the islands usually take?',
  'Where can I collect a parcel that was sent to a shop?',
  'Which boots are best for walking on wet and rocky paths?',
  'Can I exchange a jacket for another size without a receipt?',
];
const ANSWER = 'It takes about five working days, and we write to you when it is on its way.';

function lessons(contents: readonly LessonContent[]): Lesson[] {
  return contents.map((content, index) => {
    const about = { id: `l${index}`, botId: 'bot', source: 'form', state: 'approved', version: 1 } as const;
    const rest = {
      kind: 'knowledge',
      history: [],
      author: 'ann',
      contentHash: '',
      createdAt: 0,
      updatedAt: 0,
    } as const;
    return { ...about, ...rest, ...content } as Lesson;
  });
}
const good = Array.from({ length: 20 }, (_, index) => ({
  question: `${QUESTIONS[index % QUESTIONS.length]} Case ${index}`,
  answer: ANSWER,
}));
const kinds = (contents: readonly LessonContent[], language = 'en') =>
  lessonFindings(lessons(contents), language).map(({ kind }) => kind);

test('a good set has no finding', () => expect(kinds(good)).toEqual([]));

test('nothing, and next to nothing', () => {
  expect(kinds([])).toEqual(['empty']);
  expect(kinds(good.slice(0, 3))).toEqual(['few']);
});

test('the same question, answered in two ways, is a contradiction unless the passages differ', () => {
  const question = 'How long does delivery take?';
  const two = [
    { question, answer: 'Three days.' },
    { question: 'how long does delivery take', answer: 'Five days.' },
  ];
  const [finding] = lessonFindings(lessons([...good, ...two]), 'en');
  expect(finding).toMatchObject({ kind: 'contradiction', lessonIds: ['l20', 'l21'] });
  expect(finding?.message).toMatch(/"Three days\." and "Five days\."/);
  expect(kinds([...good, ...two.map((lesson, index) => ({ ...lesson, context: `Page ${index}` }))])).toEqual(
    [],
  );
  expect(kinds([...good, ...two.map((lesson) => ({ ...lesson, answer: 'Three days' }))])).toEqual([]);
});

test('another language than the bot’s is told apart', () => {
  const german = {
    question: 'Kann ich die Stiefel zurückgeben?',
    answer: 'Ja, innerhalb von dreißig Tagen nach dem Kauf.',
  };
  const japanese = {
    question: '返品できますか？',
    answer: 'はい、三十日以内であれば返品できます。未使用の商品に限ります。レシートをお持ちください。',
  };
  expect(kinds([...good, german])).toEqual(['language']);
  expect(kinds([...good, japanese])).toEqual(['language']);
  const [finding] = lessonFindings(lessons(good), 'de');
  expect(finding?.message).toMatch(/^20 lessons seem to be in English, and this bot speaks German/);
});

test('a language that only some lessons are in is not said of all, wherever they stand', () => {
  const german = Array.from({ length: 30 }, (_, index) => ({
    question: `Wie lange kann ich die Stiefel Nummer ${index} zurückgeben?`,
    answer: 'Ungetragene Stiefel nehmen wir gern innerhalb von dreißig Tagen zurück.',
  }));
  const english = Array.from({ length: 10 }, () => good).flat();
  const told = (contents: readonly LessonContent[]) =>
    lessonFindings(lessons(contents), 'en').find(({ kind }) => kind === 'language')?.message;
  expect(told([...german, ...english])).toMatch(/^30 lessons seem to be in German/);
  expect(told([...english, ...german])).toMatch(/^30 lessons seem to be in German/);
  expect(told([...german, ...good])).toMatch(/^30 lessons seem to be in German/);
});

test('what is too long to learn from', () => {
  const question = 'What is in the handbook?';
  expect(kinds([...good, { question, answer: ANSWER, context: 'All of it. '.repeat(900) }])).toEqual([
    'long',
  ]);
  expect(kinds([...good, { question, answer: `${ANSWER} `.repeat(9) }])).toEqual(['long-answer']);
});
