import { describe, expect, test } from 'vitest';
import { generatePrompt, readPairs } from '../../../../server/tuning/data/teacher/generate-prompt.ts';
import { JUDGES, readVerdict } from '../../../../server/tuning/data/teacher/judge-prompts.ts';
import { departureNotice, teacherEndpoint } from '../../../../server/tuning/data/teacher/teacher-address.ts';

const judged = { passage: 'Hats come back.', question: 'Do hats come back?', answer: 'Hats come back.' };

describe('verdicts', () => {
  test.each([
    ['YES', true],
    ['yes.', true],
    ['**NO**', false],
    ['No, the page does not say so.', false],
    ['YES\n\nThe page says so.', true],
    ['NO because the number differs', false],
    ['Answer: YES', true],
    ['The verdict', undefined],
    ['Verdict is: no', false],
    ['<think>NO? It does say so, YES.</think>\nYES', true],
    ['<think>it never ends, NO', undefined],
    ['YES or NO', undefined],
    ['YES/NO', undefined],
    ['No problem found', undefined],
    ['Nothing is wrong with it', undefined],
    ['I cannot tell.', undefined],
    ['', undefined],
  ])('%j is %s', (reply, verdict) => {
    expect(readVerdict(reply)).toBe(verdict);
  });

  test.each(JUDGES)('the judge of $name names both words, and shows what it judges', ({ system, user }) => {
    for (const text of [system, user(judged)]) expect(text).toMatch(/\bYES\b.*\bNO\b/s);
    expect(user(judged)).toContain(judged.question);
  });

  test('only faithfulness is judged with the page', () => {
    expect(JUDGES.map(({ name, user }) => [name, user(judged).includes('"""\nHats come back.')])).toEqual([
      ['faithfulness', true],
      ['relevance', false],
      ['self-containedness', false],
    ]);
  });
});

describe('what a teacher wrote', () => {
  test.each([
    ['Q: Do hats come back?\nA: Yes, they do.', 'Do hats come back?', 'Yes, they do.'],
    [
      '**Q1:** Do hats\ncome back?\n**A1:** Yes,\nthey do.\n\nI hope this helps.',
      'Do hats come back?',
      'Yes, they do.',
    ],
    ['1. Question: Do hats come back?\n   Answer: Yes, they do.', 'Do hats come back?', 'Yes, they do.'],
    [
      '<think>Q: no?\nA: no</think>Q: Do hats come back?\nA: Yes, they do.',
      'Do hats come back?',
      'Yes, they do.',
    ],
  ])('%j is one pair', (reply, question, answer) => {
    expect(readPairs(reply)).toEqual({ pairs: [{ question, answer }], malformed: [] });
  });

  test.each([
    ['Certainly! Hats are great.', /no question and answer: "Certainly/],
    ['{"error": true}', /no question and answer/],
    ['Q: Do hats come back?', /question without an answer/],
    ['A: They do.', /answer without a question/],
    ['Q: Hats\nA: They come back.', /asks nothing/],
    ['Q: What does the page say of hats?\nA: They come back.', /points at the page/],
    [`Q: ${'Why '.repeat(60)}?\nA: So.`, /more than 160 characters/],
    [`Q: Why so?\nA: ${'so '.repeat(200)}`, /more than 320 characters/],
  ])('%j is dropped', (reply, reason) => {
    const { pairs, malformed } = readPairs(reply);
    expect(pairs).toEqual([]);
    expect(malformed.map((row) => row.reason)).toEqual([expect.stringMatching(reason)]);
  });

  test('a page that tells nothing is no mistake', () => {
    expect(readPairs('NONE.')).toEqual({ pairs: [], malformed: [] });
    expect(generatePrompt({ titlePath: ['Hats'], text: 'Hats.' })).toContain('NONE');
  });
});

describe('the address of a teacher', () => {
  test.each([
    ['http://localhost:11434', 'http://localhost:11434/v1/chat/completions'],
    ['http://10.0.0.5:8000/v1/', 'http://10.0.0.5:8000/v1/chat/completions'],
    ['https://models.example/api/v1/chat/completions', 'https://models.example/api/v1/chat/completions'],
  ])('%s', (url, endpoint) => {
    expect(teacherEndpoint(url).href).toBe(endpoint);
  });

  test.each([
    'ftp://example',
    'file:///etc/passwd',
    'localhost:11434',
    'nonsense',
    'http://user:pass@example/v1',
  ])('%s is refused', (url) => {
    expect(() => teacherEndpoint(url)).toThrow(expect.objectContaining({ code: 'bad_request' }));
  });

  test('staff are told where passages go', () => {
    const model = 'big';
    expect(departureNotice({ url: 'https://models.example/v1', model })).toMatch(
      /models\.example.*leave this machine/,
    );
    expect(departureNotice({ url: 'http://127.0.0.1:1/v1', model })).toMatch(
      /another program on this machine/,
    );
  });
});
