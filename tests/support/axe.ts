import axe from 'axe-core';
import type { CDPSession, Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules of those tags that look at colours: all that light and dark, or another language, cannot share. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

const OPTIONS = {
  all: { runOnly: TAGS },
  colours: { runOnly: { type: 'rule', values: COLOUR_RULES } },
  'all but colours': {
    runOnly: TAGS,
    rules: Object.fromEntries(COLOUR_RULES.map((rule) => [rule, { enabled: false }])),
  },
} as const;

/** One a page: a session's world stays until the next document, and axe-core in it. */
const sessions = new WeakMap<Page, CDPSession>();

/**
 * What axe-core finds wrong with the page as it is now, a line each; A to AA and best practice. It runs in a world of
 * its own, so the page's content security policy stays as strict as it is. `looksAt` is for a page that was looked at
 * whole already, and differs from then in nothing else.
 */
export async function axeFindings(page: Page, looksAt: keyof typeof OPTIONS = 'all'): Promise<string[]> {
  const session = await sessionOf(page);
  const contextId = await worldOf(session);
  const evaluate = (expression: string) =>
    session.send('Runtime.evaluate', { contextId, awaitPromise: true, returnByValue: true, expression });
  const { result: kind } = await evaluate('typeof axe');
  if (kind.value === 'undefined') await evaluate(`${axe.source}; 0`);
  const { result, exceptionDetails } = await evaluate(
    `axe.run(${JSON.stringify(OPTIONS[looksAt])}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html + ' ' + node.failureSummary)))`,
  );
  if (exceptionDetails) throw new Error(`axe-core failed: ${exceptionDetails.text}`);
  return result.value as string[];
}

async function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  return session;
}

/** The same again as long as the page shows the same document. */
async function worldOf(session: CDPSession): Promise<number> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = { frameId: frameTree.frame.id, worldName: 'axe' };
  const { executionContextId } = await session.send('Page.createIsolatedWorld', world);
  return executionContextId;
}
