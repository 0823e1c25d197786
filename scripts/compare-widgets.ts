/**
 * Our widget beside three that are published on npm, measured the same way in Chromium: bytes to a first answer, what is fetched
 * and stored before anybody opens it, axe findings, and what a screen reader is told. The packages are fetched when it runs and
 * are no dependencies; each gets a backend of its own kind that gives one short answer. Prints the table of docs/widget.md.
 *
 *     npm run build && node scripts/compare-widgets.ts [folder for screenshots]
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { serveApp } from '../server/http/index.ts';
import { createTestApp, TEST_BOT_ID } from '../tests/support/app.ts';
import { axeFindings } from '../tests/support/axe.ts';
import { openTestBrowser } from '../tests/support/browser.ts';

const QUESTION = 'Can I return boots worn outside?';
const ANSWER = 'Boots worn outside cannot be returned.';
const SETTLE_MS = 4_000;

const LIVE = '[aria-live]:not([aria-live=off]), [role=log], [role=status], [role=alert], output';
/** Every root of the page, shadow roots within shadow roots too, as a script for the page. */
const ROOTS = `const roots = [document]; for (const root of roots) for (const node of root.querySelectorAll('*')) if (node.shadowRoot) roots.push(node.shadowRoot);`;

type Rival = {
  name: string;
  /** Its npm package; none for ours. */
  package?: string;
  head(files: string, backend: string): string;
  body?: string;
  /** Presses what opens the chat; nothing for one that is part of the page. */
  open(page: Page): Promise<void>;
  ask(page: Page): Promise<void>;
};

const RIVALS: readonly Rival[] = [
  {
    name: 'Foyer',
    head: (_files, backend) => `<script async src="${backend}/widget.js" data-bot="${TEST_BOT_ID}"></script>`,
    open: (page) => page.getByRole('button', { name: 'Chat with us' }).click(),
    ask: (page) => type(page, page.getByRole('textbox', { name: 'Your question' })),
  },
  {
    name: 'deep-chat',
    package: 'deep-chat',
    head: (files) => `<script type="module" src="${files}/dist/deepChat.bundle.js"></script>`,
    body: `<deep-chat connect='{"url":"/backend/deep-chat"}'></deep-chat>`,
    open: async () => {},
    ask: (page) => type(page, page.locator('deep-chat #text-input')),
  },
  {
    name: '@n8n/chat',
    package: '@n8n/chat',
    head: (files) => `<link rel="stylesheet" href="${files}/dist/style.css">
      <script type="module">import { createChat } from '${files}/dist/chat.bundle.es.js';
      createChat({ webhookUrl: location.origin + '/backend/n8n', loadPreviousSession: false })</script>`,
    open: (page) => page.locator('.chat-window-toggle').click(),
    ask: (page) => type(page, page.locator('.chat-window textarea')),
  },
  {
    name: 'flowise-embed',
    package: 'flowise-embed',
    head: (files) => `<script type="module">import Chatbot from '${files}/dist/web.js';
      Chatbot.init({ chatflowid: 'flow', apiHost: location.origin + '/backend' })</script>`,
    open: (page) => page.locator('flowise-chatbot button').first().click(),
    ask: (page) => type(page, page.locator('flowise-chatbot textarea')),
  },
];

type Result = {
  version: string;
  kilobytes: number;
  requests: number;
  before: string;
  abroad: string[];
  live: string;
  said: string[];
  axe: string[];
  /** Undefined for what is part of the page and never closed. */
  closes: boolean | undefined;
  dark: boolean;
};

const scratch = mkdtempSync(join(tmpdir(), 'foyer-compare-'));
const shots = process.argv[2];
if (shots) mkdirSync(shots, { recursive: true });
try {
  const results: [string, Result | string][] = [];
  for (const rival of RIVALS) {
    results.push([rival.name, await measure(rival).catch((thrown: unknown) => `not measured: ${thrown}`)]);
  }
  print(results);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function measure(rival: Rival): Promise<Result> {
  const folder = rival.package ? fetchPackage(rival.package) : resolve(import.meta.dirname, '..');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const assetsDir = resolve(import.meta.dirname, '../dist');
  await using app = await createTestApp({ script: `${ANSWER} [1]`, overrides: { assetsDir } });
  await using foyer = await serveApp(app.context, { host: '127.0.0.1', port: 0 });
  const sent = new Map<string, number>();
  const site = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    if (path.startsWith('/backend/')) answerAsTheirs(path, response);
    else if (path.startsWith('/files/')) sendFile(join(folder, path.slice('/files/'.length)), response);
    else if (path !== '/') response.writeHead(404).end();
    else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
        <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
        ${rival.head('/files', foyer.url)}</head><body><main><h1>A shop</h1>${rival.body ?? ''}</main></body></html>`);
    }
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  await using browser = await openTestBrowser();
  try {
    const page = await browser.context.newPage();
    page.setDefaultTimeout(15_000);
    const abroad = new Set<string>();
    page.on('request', (request) => {
      const asked = new URL(request.url());
      if (/^http/.test(asked.protocol) && asked.hostname !== '127.0.0.1') abroad.add(asked.hostname);
    });
    page.on('response', async (response) => {
      const isCode = /javascript|css/.test(response.headers()['content-type'] ?? '');
      if (isCode)
        sent.set(response.url(), gzipSync(await response.body().catch(() => ''), { level: 9 }).length);
    });
    await page.goto(url);
    await page.waitForTimeout(SETTLE_MS);
    const before = await page.evaluate(
      () =>
        `${localStorage.length + sessionStorage.length} stored, ${document.cookie === '' ? 'no' : 'a'} cookie`,
    );
    const dark = await isDark(page, rival);
    const said = await listen(page);
    await rival.ask(page);
    await page.getByText(ANSWER.slice(0, 20)).first().waitFor();
    await page.waitForTimeout(SETTLE_MS);
    if (shots) await page.screenshot({ path: join(shots, `compare-${rival.name.replace(/\W+/g, '-')}.png`) });
    return {
      version,
      kilobytes: [...sent.values()].reduce((sum, bytes) => sum + bytes, 0) / 1024,
      requests: sent.size,
      before,
      abroad: [...abroad],
      live: await liveRegions(page),
      said: await said(),
      axe: [...new Set((await axeFindings(page)).map((finding) => finding.split(':')[0] ?? ''))],
      dark,
      closes: await closesByEscape(page, rival),
    };
  } finally {
    site.closeAllConnections();
    site.close();
  }
}

/** Whether the open chat looks other where the reader prefers dark. Leaves it open. */
async function isDark(page: Page, rival: Rival): Promise<boolean> {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await rival.open(page);
  await page.waitForTimeout(1_500);
  const light = await page.screenshot();
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  await page.waitForTimeout(500);
  const other = await page.screenshot();
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  return !light.equals(other);
}

async function type(page: Page, input: ReturnType<Page['locator']>): Promise<void> {
  await input.click();
  await page.keyboard.type(QUESTION);
  await page.keyboard.press('Enter');
}

async function liveRegions(page: Page): Promise<string> {
  const found = await page.evaluate(`(() => { ${ROOTS}
    return roots.flatMap((root) => [...root.querySelectorAll('${LIVE}')].map((node) => node.getAttribute('role') ?? node.getAttribute('aria-live'))) })()`);
  return [...new Set(found as string[])].join(', ') || 'none';
}

/** What is added to a live region from now on, as a screen reader would be told it. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(`(() => { ${ROOTS} window.said = [];
    for (const root of roots) new MutationObserver((changes) => {
      for (const { target, addedNodes, type } of changes) {
        const at = target.nodeType === 1 ? target : target.parentElement;
        if (!at?.closest('${LIVE}')) continue;
        for (const text of type === 'characterData' ? [target.data] : [...addedNodes].map((node) => node.textContent))
          if (text?.trim()) window.said.push(text.trim());
      }
    }).observe(root, { childList: true, subtree: true, characterData: true }) })()`);
  return async () => (await page.evaluate('window.said')) as string[];
}

async function closesByEscape(page: Page, rival: Rival): Promise<boolean | undefined> {
  if (rival.body !== undefined) return undefined;
  await page.keyboard.press('Escape');
  await page.waitForTimeout(800);
  return !(await page.getByText(ANSWER.slice(0, 20)).first().isVisible());
}

function fetchPackage(name: string): string {
  const into = mkdtempSync(join(scratch, 'package-'));
  const tarball = execFileSync('npm', ['pack', '--silent', name], { cwd: into, encoding: 'utf8' }).trim();
  execFileSync('tar', ['xzf', tarball], { cwd: into });
  return join(into, 'package');
}

function sendFile(path: string, response: ServerResponse): void {
  const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` });
  response.end(readFileSync(path));
}

/** One short answer, in the form that each of them wants. */
function answerAsTheirs(path: string, response: ServerResponse): void {
  const body = path.includes('deep-chat')
    ? { text: ANSWER }
    : path.includes('n8n')
      ? { output: ANSWER }
      : path.includes('chatflows-streaming')
        ? { isStreaming: false }
        : path.includes('prediction')
          ? { text: ANSWER, chatId: 'c', chatMessageId: 'm', question: QUESTION, sessionId: 's' }
          : {};
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function print(results: readonly [string, Result | string][]): void {
  for (const [name, result] of results) {
    if (typeof result === 'string') process.stderr.write(`${name}: ${result}\n`);
    else process.stderr.write(`${name}: ${JSON.stringify(result)}\n`);
  }
  const measured = results.flatMap(([name, result]) =>
    typeof result === 'string' ? [] : [{ name, ...result }],
  );
  const row = (label: string, value: (result: Result) => string) =>
    `| ${label} | ${measured.map((result) => value(result)).join(' | ')} |`;
  const times = ({ said }: Result) => said.filter((text) => text.includes(ANSWER.slice(0, 20))).length;
  const lines = [
    `| ${new Date().toISOString().slice(0, 10)} | ${measured.map(({ name, version }) => `${name} ${version}`).join(' | ')} |`,
    `|---|${measured.map(() => '---').join('|')}|`,
    row('scripts and styles to a first answer, gzipped', ({ kilobytes }) => `${kilobytes.toFixed(1)} KB`),
    row('in how many files', ({ requests }) => String(requests)),
    row('stored before it is opened', ({ before }) => before),
    row('asks other hosts', ({ abroad }) => abroad.join(', ') || 'no'),
    row('live regions', ({ live }) => live),
    row('a reply is announced', (result) => (times(result) === 0 ? 'never' : `${times(result)} ×`)),
    row('rules axe finds broken', ({ axe }) => (axe.length === 0 ? '0' : `${axe.length}: ${axe.join(', ')}`)),
    row('Escape closes it', ({ closes }) =>
      closes === undefined ? 'stands in the page' : closes ? 'yes' : 'no',
    ),
    row('follows the reader’s dark mode', ({ dark }) => (dark ? 'yes' : 'no')),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
