import { join, resolve } from 'node:path';
import { createLimits, createSignInLimits, type Limits, type SignInLimits } from './access/index.ts';
import { ensureSecretKey, openAccounts } from './accounts/index.ts';
import { answerTurn, openApprovedBook } from './answering/index.ts';
import { measureBackups } from './backups/index.ts';
import { type Clock, createLog, createMetrics, type Log, type Metrics, systemClock } from './base/index.ts';
import { getBot } from './bots/index.ts';
import { type ChatDeps, RunningTurns, stopAnswer } from './chat/index.ts';
import type { Config } from './config/index.ts';
import { openMailer } from './delivery/index.ts';
import { LiveEvents } from './handoff/index.ts';
import { createReadiness, type HttpDeps } from './http/index.ts';
import { listJudgedReplies } from './insight/index.ts';
import { ProcessLease } from './jobs/index.ts';
import {
  CRAWL_LIMITS,
  type CrawlSettings,
  type Extractor,
  openPassageIndex,
  type PassageIndex,
  ROBOT_NAME,
  type SearchInput,
  search,
  startExtractor,
} from './knowledge/index.ts';
import { LazyEmbedder, PooledGenerator } from './lazy-models.ts';
import {
  type Embedder,
  findModel,
  type Generator,
  GeneratorPool,
  type ModelFolder,
  type ModelsDeps,
  openEmbedder,
  openGenerator,
  type RunningGenerator,
  rememberingEmbedder,
} from './models/index.ts';
import { openStore, type Store } from './store/index.ts';
import {
  bindFindVersion,
  bindTeachStages,
  type CrossEncoder,
  decisionOfVersion,
  type Exercise,
  type ExerciseDeps,
  type FindVersion,
  findVerdict,
  type Machine,
  openCrossEncoder,
  openVersionGenerator,
  type PublishDeps,
  type RetestDeps,
  readExercises,
  readReadings,
  ServedGenerators,
  type TeachDeps,
  type TeachStages,
  thisMachine,
  type VersionDeps,
} from './tuning/index.ts';

/** Prompt and answer together; memory for keys and values grows with it. */
const MAX_CONTEXT_TOKENS = 4096;
/** One more process of a model beside its 8-bit files: 310 MB for 145 MB. */
const MEMORY_PER_FILE_BYTE = 2.2;
/** Where nothing is known of the model yet. */
const DEFAULT_MODEL_BYTES = 145e6;
/** Questions, and sentences of the passages they are answered from: 1.5 MB a thousand, and those of some sixty questions. */
const REMEMBERED_TEXTS = 4_000;
const ASSETS_DIR = resolve(import.meta.dirname, '../dist');

export type AppContext = HttpDeps &
  Pick<ExerciseDeps, 'readExercises'> & {
    retesting: RetestDeps;
  } & AsyncDisposable;

/** What a test may bring of its own. What is brought is not disposed. */
export type ContextOverrides = Partial<{
  clock: Clock;
  log: Log;
  store: Store;
  generator: Generator;
  embedder: Embedder;
  /** Starts what answers with a version. */
  openVersion: (versionId: string) => Promise<RunningGenerator>;
  readExercises: () => Promise<Exercise[]>;
  extractor: Extractor;
  index: PassageIndex;
  limits: Limits;
  signInLimits: SignInLimits;
  assetsDir: string;
  turnGraceMs: number;
  machine: Machine;
  teachStages: TeachStages;
  findVersion: FindVersion;
  crossEncoder: CrossEncoder;
  /** Sites are visited at once and without pauses. */
  crawlLimits: Partial<CrawlSettings['limits']>;
}>;

/** Where weights come from and go to, for the verbs of the models room. */
export function modelsDepsOf(config: Config, log: Log): ModelsDeps {
  const { folder, hubUrl } = config.models;
  const sources = folder === undefined ? { hubUrl } : { hubUrl, folder };
  return { cacheDir: config.storage.cacheDir, log, sources };
}

/**
 * Builds every service once. Model processes, and the one that reads files, start with their first use. Disposing undoes it in reverse order: running
 * turns first, the database last.
 * @throws AppError when the database cannot be opened
 */
export async function openContext(config: Config, overrides: ContextOverrides = {}): Promise<AppContext> {
  await using opening = new AsyncDisposableStack();
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLog({ level: config.log.level });
  const metrics = createMetrics();
  const { dataDir, databaseUrl } = config.storage;
  const store = overrides.store ?? opening.use(await openStore({ dataDir, databaseUrl, log }));
  const crossEncoder = crossEncoderOf(config, log, overrides);
  const { pool, ...models } = await openModels(config, { log, overrides, crossEncoder }, opening);
  const extractor = overrides.extractor ?? opening.use(startExtractor({ log }));
  const { embedder, generator } = models;
  const index = overrides.index ?? opening.use(await openPassageIndex({ store, embedder, dataDir, log }));
  const serving = servingOptions(config);
  const making = { store, clock, log, dataDir, models: modelsDepsOf(config, log), ...serving };
  const served = new ServedGenerators({
    store,
    clock,
    log,
    pool,
    base: generator,
    openVersion: overrides.openVersion ?? ((versionId) => openVersionGenerator(making, { versionId })),
  });
  const versions = {
    ...making,
    findVerdict: (version: Parameters<PublishDeps['findVerdict']>[0]) =>
      findVerdict({ store, clock }, version),
    prepare: (versionId: string, signal?: AbortSignal) => served.prepare(versionId, signal),
  };
  const untuned = { id: config.models.generator, generator };
  const comparing = {
    store,
    clock,
    log,
    embedder,
    index,
    findVersion: overrides.findVersion ?? bindFindVersion({ ...making, untuned }),
  };
  const practising = { readExercises: overrides.readExercises ?? readExercises };
  const answer = bindAnswer({ store, index, clock, log, embedder, served });
  const lease = opening.use(new ProcessLease({ store, clock, log, lockFolder: join(dataDir, 'processes') }));
  const turns = opening.use(new RunningTurns({ maxTurns: config.models.queueLimit, ...graceOf(overrides) }));
  const live = opening.use(new LiveEvents({ store, log }));
  countServing(metrics, turns, live);
  measureBackups({ store, config, log, metrics });
  const limits = overrides.limits ?? createLimits(clock);
  const signInLimits = overrides.signInLimits ?? createSignInLimits(clock);
  const mailer = openMailer(config.delivery);
  const sendMail = mailer && { sendMail: mailer.send };
  const accounts = await openAccounts({ store, clock, log, config, ...sendMail });
  const { webhookSecret: secret, allowedHosts } = config.delivery;
  const consoleUrl = config.http.publicUrl;
  const identity = { store, clock, secretKey: await ensureSecretKey(dataDir) };
  const delivering = { ...identity, mailer, webhooks: { secret, allowedHosts }, consoleUrl };
  const readiness = createReadiness({ store, generator, embedder, log, notices: () => served.problems() });
  const assetsDir = overrides.assetsDir ?? ASSETS_DIR;
  const bound = { making: { ...making, ...practising }, comparing, crossEncoder };
  const teaching = bindTeaching(config, bound, overrides);
  const services = {
    config,
    clock,
    log,
    metrics,
    store,
    extractor,
    index,
    turns,
    lease,
    live,
    stopAnswer: (conversationId: string) => stopAnswer({ turns }, conversationId),
    limits,
    signInLimits,
    accounts,
    delivering,
    crawling: crawlSettings(config, overrides),
    identity,
    readiness,
    teaching,
    versions,
    served,
    comparing,
    crossEncoder,
    ...practising,
    retesting: { ...comparing, visitors: turns, leaseServed: (botId: string) => served.lease(botId) },
    assetsDir,
  };
  const opened = opening.move();
  return { ...services, ...models, answer, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

function crossEncoderOf(
  config: Config,
  log: Log,
  { embedder, crossEncoder }: ContextOverrides,
): CrossEncoder | undefined {
  if (crossEncoder) return crossEncoder;
  const { crossEncoder: isWanted, embedder: id, precision, threads } = config.models;
  if (!isWanted || embedder !== undefined) return undefined;
  return openCrossEncoder({
    models: modelsDepsOf(config, log),
    embedder: id,
    precision,
    threads,
    readReadings,
  });
}

type ModelServices = {
  log: Log;
  overrides: ContextOverrides;
  crossEncoder: CrossEncoder | undefined;
};

async function openModels(
  config: Config,
  { log, overrides, crossEncoder }: ModelServices,
  opening: AsyncDisposableStack,
): Promise<{ embedder: Embedder; generator: Generator; pool: GeneratorPool }> {
  const { precision, threads, ...ids } = config.models;
  const deps = modelsDepsOf(config, log);
  const sourceOf = async (id: string) => ({ id, folder: await findModel(deps, { id, precision }) });
  const embedder =
    overrides.embedder ??
    opening.use(
      new LazyEmbedder({
        ...(await sourceOf(ids.embedder)),
        open: (model) =>
          openEmbedder({
            log,
            model,
            threads,
            ...(crossEncoder && { crossEncoder: () => crossEncoder.find() }),
          }),
      }),
    );
  const base = await sourceOf(ids.generator);
  const pool = opening.use(
    new GeneratorPool({
      maxOpen: config.models.processes,
      bytesEach: fileBytes(base.folder) * MEMORY_PER_FILE_BYTE,
      availableMemoryBytes: () => process.availableMemory(),
    }),
  );
  const open = (model: ModelFolder) => openGenerator({ log, ...servingOptions(config), model });
  const generator = overrides.generator ?? new PooledGenerator(pool, { ...base, open }, MAX_CONTEXT_TOKENS);
  return { embedder, generator, pool };
}

function servingOptions({ models: { threads, queueLimit } }: Config) {
  return { threads, queueLimit, maxContextTokens: MAX_CONTEXT_TOKENS };
}

function fileBytes(folder: ModelFolder | undefined): number {
  return folder?.manifest.files.reduce((sum, { bytes }) => sum + bytes, 0) ?? DEFAULT_MODEL_BYTES;
}

type TeachServices = Pick<AppContext, 'comparing' | 'crossEncoder'> & {
  making: VersionDeps & Pick<ExerciseDeps, 'readExercises'>;
};

/** Teaching adapts the model that serves, on as many threads, in the same data folder. */
function bindTeaching(
  config: Config,
  { making, comparing, crossEncoder }: TeachServices,
  overrides: ContextOverrides,
): TeachDeps {
  const { generator: baseModel, precision, threads } = config.models;
  const { store, clock, log, dataDir } = making;
  return {
    store,
    clock,
    log,
    dataDir,
    baseModel,
    threads,
    machine: overrides.machine ?? thisMachine,
    crossEncoder,
    stages:
      overrides.teachStages ??
      bindTeachStages({
        ...making,
        comparing,
        baseModel,
        precision,
        listJudgedReplies: (botId) => listJudgedReplies({ store }, { botId }),
      }),
  };
}

/** The name is what a site's operator looks up, the address where. */
function crawlSettings({ crawl, http }: Config, { crawlLimits }: ContextOverrides): CrawlSettings {
  return {
    allowedHosts: crawl.allowedHosts,
    userAgent: `${ROBOT_NAME}/1.0${http.publicUrl === undefined ? '' : ` (+${http.publicUrl})`}`,
    limits: { ...CRAWL_LIMITS, ...crawlLimits },
  };
}

type AnswerServices = {
  store: Store;
  index: PassageIndex;
  clock: Clock;
  log: Log;
  embedder: Embedder;
  served: ServedGenerators;
};

/** The answering verb with everything but the question bound; settings and release of the bot are read anew for each turn. */
function bindAnswer({ embedder, ...rest }: AnswerServices): ChatDeps['answer'] {
  const services = { ...rest, embedder: rememberingEmbedder(embedder, REMEMBERED_TEXTS) };
  const bound = (input: SearchInput, signal?: AbortSignal) => search(services, input, signal);
  const approved = openApprovedBook(services);
  return async function* answer(input, signal, generator) {
    const bot = await getBot(services, input.botId);
    const asked = { botId: input.botId, versionId: generator?.identity().id };
    const decision = await decisionOfVersion(services.store.db, asked);
    const { language, settings: own, settingsVersion } = bot;
    const settings = { bot: own, language, settingsVersion, decision };
    using model = generator === undefined ? await services.served.lease(input.botId) : borrowed(generator);
    const deps = { ...services, ...settings, search: bound, approved, generator: model.generator };
    yield* answerTurn(deps, input, signal);
  };
}

function borrowed(generator: Generator) {
  return { generator, [Symbol.dispose]: () => undefined };
}

function graceOf({ turnGraceMs }: ContextOverrides): { graceMs?: number } {
  return turnGraceMs === undefined ? {} : { graceMs: turnGraceMs };
}

function countServing(metrics: Metrics, turns: RunningTurns, live: LiveEvents): void {
  metrics.gauge('foyer_live_streams', () => live.size);
  metrics.gauge('foyer_running_turns', () => turns.size);
  metrics.gauge('process_resident_memory_bytes', () => process.memoryUsage.rss());
}
