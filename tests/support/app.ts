import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, inject } from 'vitest';
import { createApiKey, createLimits, createSignInLimits, type KeyRole } from '../../server/access/index.ts';
import { systemClock } from '../../server/base/index.ts';
import { type Bot, type BotSettingsInput, ensureBot } from '../../server/bots/index.ts';
import type { Config } from '../../server/config/index.ts';
import { type AppContext, type ContextOverrides, openContext } from '../../server/context.ts';
import { type App, createApp } from '../../server/http/index.ts';
import { ingestDocuments } from '../../server/knowledge/index.ts';
import { fakeEmbedder, fakeGenerator, type Script } from './fake-models.ts';
import { createDatabase } from './postgres.ts';
import { sharedExtractor } from './shared-extractor.ts';
import { silentLog } from './store.ts';

export const TEST_BOT_ID = 'shop';

/** Enough for every question of the tests; words are few, so that the fake embedder tells them apart. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'returns.md':
    '# Returns\n\nYou can return unworn boots within 30 days. Boots worn outside cannot be returned.\n',
  'delivery.md': '# Delivery\n\nStandard delivery takes three working days and costs 4 euros.\n',
};

export const testSettings: BotSettingsInput = {
  organisation: 'Test Shop',
  greeting: 'Hello!',
  refusal: 'I could not find this in our documents.',
  handoffMessage: 'A colleague will help you.',
  suggestedQuestions: ['How long does delivery take?'],
};

export type TestAppOptions = {
  /** What the fake model says. */
  script?: string | Script;
  settings?: Partial<BotSettingsInput>;
  overrides?: ContextOverrides;
  config?: Partial<Config['models']>;
  delivery?: Partial<Config['delivery']>;
  crawl?: Config['crawl'];
  backups?: Partial<Config['backups']>;
  /** PostgreSQL instead of SQLite. */
  databaseUrl?: string;
  /** Where models lie: the embedder is the one of there, in its process, instead of a fake. */
  cacheDir?: string;
  /** The organisation's own sign-in. */
  provider?: Config['signIn']['provider'];
};

export type TestApp = AsyncDisposable & {
  context: AppContext;
  app: App;
  bot: Bot;
  dataDir: string;
  /** An API key's secret. */
  keyOf(role: KeyRole, botId?: string): Promise<string>;
  /** `POST` of JSON or of a form, or `GET` without a body. */
  request(path: string, options?: RequestOptions): Promise<Response>;
};

export type RequestOptions = {
  method?: string;
  body?: unknown;
  session?: string;
  key?: string;
  headers?: Record<string, string>;
};

/** The whole server but the socket: a real SQLite store and index in a temporary folder, fake models, one bot. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-app-'));
  const context = await openContext(testConfig(dataDir, options), {
    log: silentLog,
    ...(options.cacheDir === undefined && { embedder: fakeEmbedder() }),
    generator: fakeGenerator(options.script),
    extractor: sharedExtractor(),
    readExercises: async () => [],
    limits: createLimits(systemClock, generousLimits),
    signInLimits: createSignInLimits(systemClock, generousLimits),
    turnGraceMs: 50,
    ...options.overrides,
  });
  const bot = await addTestBot(context, TEST_BOT_ID, options.settings);
  const app = createApp(context);
  return {
    context,
    app,
    bot,
    dataDir,
    async keyOf(role, botId) {
      const scope = botId === undefined ? {} : { botId };
      return (await createApiKey(context, { actor: 'system:test', name: role, role, ...scope })).secret;
    },
    request: async (path, request = {}) => await app.request(path, requestInit(request)),
    async [Symbol.asyncDispose]() {
      await context[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type OpenTestApp = (options?: TestAppOptions) => Promise<TestApp>;

/** The same suite of the whole server on both engines; on PostgreSQL where `postgres-setup.ts` brought one up. */
export function describeApps(name: string, define: (open: OpenTestApp) => void): void {
  describe(`${name} on SQLite`, () => define(createTestApp));
  const serverUrl = inject('postgresUrl') ?? null;
  describe.skipIf(serverUrl === null)(`${name} on PostgreSQL`, () =>
    define(async (options) => {
      const database = await createDatabase(serverUrl ?? '', inject('postgresTemplate'));
      const app = await createTestApp({ ...options, databaseUrl: database.url });
      return {
        ...app,
        async [Symbol.asyncDispose]() {
          await app[Symbol.asyncDispose]();
          await database.drop();
        },
      };
    }),
  );
}

/** A bot that knows the test documents. */
export async function addTestBot(
  context: AppContext,
  id: string,
  settings: Partial<BotSettingsInput> = {},
): Promise<Bot> {
  const bot = await ensureBot(context, {
    actor: 'system:test',
    id,
    name: id,
    settings: { ...testSettings, ...settings },
  });
  const files = Object.entries(DOCUMENTS).map(([name, text]) => ({
    name,
    bytes: new TextEncoder().encode(text),
  }));
  for await (const event of ingestDocuments(context, { botId: bot.id, files })) {
    if (event.type === 'document-failed') throw new Error(`${event.name}: ${event.message}`);
  }
  return bot;
}

const generous = { burst: 10_000, perMinute: 10_000 };
const generousLimits = { visitor: generous, address: generous, bot: generous, account: generous };

function testConfig(
  dataDir: string,
  { config: models, databaseUrl, cacheDir, backups, delivery, crawl, provider }: TestAppOptions,
): Config {
  const config = createTestConfig(dataDir);
  return {
    ...config,
    storage: { ...config.storage, databaseUrl, ...(cacheDir !== undefined && { cacheDir }) },
    models: { ...config.models, ...models },
    backups: { ...config.backups, ...backups },
    delivery: { ...config.delivery, ...delivery },
    crawl: crawl ?? config.crawl,
    // Where `app.request` says a path is.
    ...(provider === undefined
      ? {}
      : { signIn: { provider }, http: { ...config.http, publicUrl: 'http://localhost' } }),
  };
}

function createTestConfig(dataDir: string): Config {
  return {
    storage: { dataDir, cacheDir: join(dataDir, 'cache'), databaseUrl: undefined },
    backups: { folder: join(dataDir, 'backups'), hour: 3, keep: 3, key: undefined },
    http: { host: '127.0.0.1', port: 0, publicUrl: undefined, trustProxy: false },
    models: {
      generator: 'smollm2-135m-instruct',
      embedder: 'all-minilm-l6-v2',
      precision: 'q8',
      threads: 2,
      crossEncoder: false,
      processes: 2,
      queueLimit: 8,
      folder: undefined,
      hubUrl: 'http://127.0.0.1:9',
    },
    delivery: { smtpUrl: undefined, mailFrom: undefined, webhookSecret: undefined, allowedHosts: [] },
    crawl: { allowedHosts: [] },
    signIn: { provider: undefined },
    teacher: { apiKey: undefined },
    log: { level: 'error' },
  };
}

function requestInit({ method, body, session, key, headers = {} }: RequestOptions): RequestInit {
  const isJson = body !== undefined && !(body instanceof FormData);
  return {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body instanceof FormData ? { body } : {}),
    ...(isJson ? { body: JSON.stringify(body) } : {}),
    headers: {
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...(session === undefined ? {} : { 'x-foyer-session': session }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
  };
}
