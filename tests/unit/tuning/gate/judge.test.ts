import { describe, expect, test } from 'vitest';
import { judge } from '../../../../server/tuning/gate/judge.ts';
import type { AnswererReport, ComparedItem } from '../../../../server/tuning/gate/types.ts';
import { answererReport, comparedItem, declinedItem } from '../../../support/compared.ts';

type Change = (item: ComparedItem, index: number) => Partial<ComparedItem>;

type Case = {
  answered?: number;
  declined?: number;
  candidate?: Change;
  untuned?: Change;
  release?: Change;
};

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

function itemsOf({ answered = 60, declined = 20 }: Case, rougeL: number, change: Change = () => ({})) {
  const items = [
    ...numbers(answered).map((index) => comparedItem(`a${index}`, { rougeL: rougeL + (index % 5) / 50 })),
    ...numbers(declined).map((index) => declinedItem(`d${index}`)),
  ];
  return items.map((item, index) => ({ ...item, ...change(item, index) }));
}

/** Untuned 0.2, release 0.3, candidate 0.5 on 60 questions with an answer and 20 without: better, unless changed. */
function reportsOf(given: Case = {}): AnswererReport[] {
  return [
    answererReport(['candidate'], itemsOf(given, 0.5, given.candidate)),
    answererReport(['untuned'], itemsOf(given, 0.2, given.untuned)),
    answererReport(['release'], itemsOf(given, 0.3, given.release)),
  ];
}

const onAnswerable =
  (change: (index: number) => Partial<ComparedItem>): Change =>
  (item, index) =>
    item.answerable ? change(index) : {};

const refused: Partial<ComparedItem> = { kind: 'refusal', rougeL: 0, keyFacts: 0, groundedness: null };

test('a candidate that meets every requirement is better, and says so', () => {
  const { verdict, reasons, checks } = judge(reportsOf());
  expect(verdict).toBe('better');
  expect(reasons).toEqual(['Every requirement is met.']);
  expect(checks.map(({ passed }) => passed)).not.toContain(false);
  expect(checks.find(({ name }) => name === 'better than the current release')?.measured).toContain('+0.200');
});

describe('not better, each for its own reason', () => {
  test.each<[string, Case, RegExp]>([
    [
      'worse than the release',
      { release: onAnswerable(() => ({ rougeL: 0.8 })) },
      /worse than the current release.*ideal answers/,
    ],
    [
      'worse than the untaught model',
      { untuned: onAnswerable(() => ({ rougeL: 0.8 })) },
      /worse than the untaught model/,
    ],
    [
      'as good as the release',
      { release: onAnswerable((index) => ({ rougeL: 0.5 + (index % 5) / 50 })) },
      /does not differ from the current release/,
    ],
    [
      'key facts lost',
      { candidate: onAnswerable((index) => ({ keyFacts: index % 3 === 0 ? 0 : 1 })) },
      /fewer key facts/,
    ],
    [
      'ungrounded sentences',
      { candidate: onAnswerable((index) => ({ groundedness: index % 3 === 0 ? 0.5 : 1 })) },
      /no support in the help pages/,
    ],
    [
      'answers what it cannot know',
      { candidate: (item, index) => (item.answerable === false && index % 5 === 0 ? { kind: 'model' } : {}) },
      /answers too many questions.*0\.80 \(16 of 20\)/,
    ],
    [
      'declines what it could answer',
      {
        candidate: onAnswerable((index) =>
          index % 10 === 0 ? { ...refused, declinedBy: index === 0 ? 'code' : 'model' } : {},
        ),
      },
      /declines too many.*0\.10 \(6 of 60\).*model declined 5/,
    ],
    [
      'a must-pass test without its fact',
      { candidate: onAnswerable((index) => (index === 7 ? { mustPass: true, keyFacts: 0.5 } : {})) },
      /fails 1 must-pass test: “Question a7\?”/,
    ],
    [
      'a must-pass test declined',
      { candidate: onAnswerable((index) => (index === 7 ? { ...refused, mustPass: true } : {})) },
      /fails 1 must-pass test/,
    ],
    [
      'a must-pass test answered that has no answer',
      { candidate: (item) => (item.id === 'd3' ? { mustPass: true, kind: 'model' } : {}) },
      /“Question d3\?”/,
    ],
    [
      'rules on form broken',
      { candidate: onAnswerable((index) => ({ isInFormat: index !== 4 })) },
      /rules on form are broken by 1 answer, .*a4/,
    ],
    [
      'slower',
      { candidate: onAnswerable(() => ({ firstSentenceMs: 600 })) },
      /slower than what serves now: 1\.50 times/,
    ],
  ])('%s', (_, given, reason) => {
    const { verdict, reasons } = judge(reportsOf(given));
    expect(verdict).toBe('not-better');
    expect(reasons).toContainEqual(expect.stringMatching(reason));
  });
});

test('the same question under many ids is one question', () => {
  const copies: Change = (item) => ({ key: item.answerable ? 'returns' : 'tents' });
  const { verdict, reasons } = judge(reportsOf({ candidate: copies, untuned: copies, release: copies }));
  expect(verdict).toBe('not-enough-tests');
  expect(reasons.join(' ')).toMatch(/Only 1 test question can be compared/);
  expect(reasons.join(' ')).toMatch(/Only 1 test question without an answer/);
});

describe('not enough tests to tell', () => {
  /** Half the questions much better, half nearly as much worse. */
  const wavering = onAnswerable((index) => ({ rougeL: index % 2 === 0 ? 0.9 : 0 }));
  test.each<[string, Case, RegExp]>([
    ['few questions', { answered: 24 }, /Only 24 test questions can be compared.*Add 6 more/],
    ['few without an answer', { declined: 4 }, /Only 4 test questions without an answer.*Add 6 more/],
    [
      'a wide interval',
      { answered: 40, candidate: wavering },
      /cannot tell it from the current release.*About \d+ more test questions would/,
    ],
  ])('%s', (_, given, reason) => {
    const { verdict, reasons } = judge(reportsOf(given));
    expect(verdict).toBe('not-enough-tests');
    expect(reasons).toContainEqual(expect.stringMatching(reason));
  });

  test('a failure that is plain stays one, however few the tests', () => {
    const { verdict } = judge(
      reportsOf({ answered: 24, candidate: onAnswerable(() => ({ mustPass: true, keyFacts: 0 })) }),
    );
    expect(verdict).toBe('not-better');
  });

  test('nothing to compare with', () => {
    expect(judge(reportsOf().slice(0, 1)).verdict).toBe('not-enough-tests');
  });
});

test('times that vary too much are told, and decide nothing', () => {
  const noisy = onAnswerable((index) => ({ firstSentenceMs: 300 + ((index * 7919) % 1000) }));
  const { verdict, reasons } = judge(
    reportsOf({
      candidate: noisy,
      release: onAnswerable((index) => ({ firstSentenceMs: 300 + ((index * 104_729) % 1000) })),
    }),
  );
  expect(verdict).toBe('better');
  expect(reasons.join(' ')).toMatch(/cannot be told, the times vary/);
});

test('without ideal answers the key facts decide', () => {
  const none = onAnswerable(() => ({ rougeL: null }));
  const poor = onAnswerable((index) => ({ rougeL: null, keyFacts: index % 2 }));
  const { verdict, checks } = judge(reportsOf({ candidate: none, untuned: poor, release: poor }));
  expect(verdict).toBe('better');
  expect(checks[0]?.required).toContain('key facts');
});

test('a release that is the untuned model is compared with once', () => {
  const [candidate, untuned] = reportsOf() as [AnswererReport, AnswererReport];
  const both = { ...untuned, roles: ['untuned' as const, 'release' as const] };
  const names = judge([candidate, both]).checks.map(({ name }) => name);
  expect(names.filter((name) => name.startsWith('better than'))).toEqual(['better than the untaught model']);
});

test('plain quotes are compared with for information only', () => {
  const quotes = answererReport(['extractive'], itemsOf({}, 0.9));
  const { verdict, reasons, checks } = judge([...reportsOf(), quotes]);
  expect(verdict).toBe('better');
  expect(reasons.join(' ')).toContain('worse than plain quotes');
  expect(checks.find(({ name }) => name.includes('quotes'))).toMatchObject({ passed: false, counts: false });
});
