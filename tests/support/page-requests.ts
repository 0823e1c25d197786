import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';

/** What each page of the console has from the frame around it, and the streams, which are live and stay open. */
const FRAME = /\/api\/admin\/(me|bots)$|\/(inbox\/presence|events)$/;
const MOST = 3;

/** What a page asks the server for, from when it takes the place of the one before it. */
export function watchRequests(page: Page) {
  const pending = new Set<Request>();
  const asked: string[] = [];
  let isLeaving = false;
  const isStream = (request: Request) => new URL(request.url()).pathname.endsWith('/events');
  page
    .on('requestfinished', (request) => pending.delete(request))
    .on('requestfailed', (request) => pending.delete(request))
    .on('request', (request) => {
      if (!isStream(request)) pending.add(request);
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) isLeaving = true;
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/') && !FRAME.test(pathname)) asked.push(pathname);
    })
    .on('framenavigated', (frame) => {
      if (!isLeaving || frame !== page.mainFrame()) return;
      // The page before asks up to here, as when what it shows has just changed.
      asked.length = 0;
      isLeaving = false;
    });
  return {
    /** Opens a page anew and waits for all of it; its data comes in three requests at most. */
    async expectFew(open: () => Promise<void>): Promise<void> {
      await open();
      await expect.poll(() => pending.size).toBe(0);
      expect(asked.length, asked.join(' ')).toBeLessThanOrEqual(MOST);
    },
  };
}
