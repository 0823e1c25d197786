import { expect, test } from 'vitest';
import { countResults, formatCounts } from '../../../scripts/test-results.ts';

const report = {
  numPassedTests: 7,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 0,
  testResults: [{ status: 'failed', assertionResults: [{}] }],
};

test('counts come from the report', () => {
  expect(formatCounts(countResults(report))).toBe('7 passed, 1 failed, 2 skipped');
});

test('a file that could not be loaded is a failure although none of its tests failed', () => {
  const broken = {
    ...report,
    testResults: [...report.testResults, { status: 'failed', assertionResults: [] }],
  };
  expect(countResults(broken).failed).toBe(2);
});

test('a missing report is a failure, not an empty success', () => {
  expect(formatCounts(countResults(undefined))).toBe('0 passed, 1 failed');
});
