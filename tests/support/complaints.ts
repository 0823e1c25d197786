import type { Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';

/**
 * What browsers complain of: script errors, refused styles, failed requests. After each test of the file that calls it there must
 * be none, but for those that hold `expected`.
 */
export function watchComplaints(expected?: string) {
  const complaints: string[] = [];
  afterEach(() => expect(complaints.splice(0)).toEqual([]));
  return {
    watch(page: Page): void {
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() !== 'error') return;
        if (expected === undefined || !message.text().includes(expected)) complaints.push(message.text());
      });
    },
    /** Takes out those that the test itself brought about. */
    forgive(part: string): void {
      complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes(part)));
    },
  };
}
