import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';

/** What each page of the console has from the frame around it, and the streams, which are live and stay open. */
const FRAME = /\/api\/admin\/(me|bots)$|\/(inbox\/presence|events)$/;
const MOST = 3;

/** What a page asks the server for. */
export function watchRequests(page: Page) {
  const pending = new Set<Request>();
  const asked: string[] = [];
  const isStream = (request: Request) => new URL(request.url()).pathname.endsWith('/events');
  page
    .on('requestfinished', (request) => pending.delete(request))
    .on('requestfailed', (request) => pending.delete(request))
    .on('request', (request) => {
      if (!isStream(request)) pending.add(request);
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/') && !FRAME.test(pathname)) asked.push(pathname);
    });
  return {
    /** Opens a page anew and waits for all of it; its data comes in three requests at most. */
    async expectFew(open: () => Promise<void>): Promise<void> {
      asked.length = 0;
      await open();
      await expect.poll(() => pending.size).toBe(0);
      // What is asked for once more has changed meanwhile: a run that has just ended, for one.
      expect(new Set(asked).size, asked.join(' ')).toBeLessThanOrEqual(MOST);
    },
  };
}
