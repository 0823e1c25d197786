/**
 * Which room may import which, as data. Types are imports too. A room may always import itself,
 * and any other room only through its door, `server/<room>/index.ts`.
 */
const FOUNDATION = ['contract', 'base'] as const;
const STORAGE = [...FOUNDATION, 'config', 'store', 'onnx'] as const;
const MIDDLE = [...STORAGE, 'audit', 'graph'] as const;
const CAPABILITIES = [...MIDDLE, 'models', 'jobs', 'access', 'bots'] as const;
const KNOWLEDGE = [...CAPABILITIES, 'knowledge'] as const;
const ANSWERING = [...KNOWLEDGE, 'handoff', 'answering'] as const;
const SERVING = [...ANSWERING, 'accounts', 'chat', 'tuning', 'insight', 'whole-bots', 'backups'] as const;

export const ROOM_IMPORTS: Record<string, readonly string[]> = {
  contract: [],
  base: ['contract'],
  config: FOUNDATION,
  store: [...FOUNDATION, 'config'],
  onnx: FOUNDATION,
  audit: STORAGE,
  graph: STORAGE,
  models: MIDDLE,
  jobs: MIDDLE,
  access: MIDDLE,
  accounts: [...MIDDLE, 'access'],
  bots: MIDDLE,
  knowledge: CAPABILITIES,
  delivery: [...FOUNDATION, 'config'],
  handoff: [...CAPABILITIES, 'delivery'],
  backups: [...MIDDLE, 'jobs'],
  answering: [...KNOWLEDGE, 'handoff'],
  chat: ANSWERING,
  tuning: ANSWERING,
  insight: ANSWERING,
  'whole-bots': [...ANSWERING, 'tuning'],
  http: SERVING,
  cli: SERVING,
  wiring: [...SERVING, 'delivery', 'http'],
};

/** Packages that only one room may import. */
export const PACKAGE_HOMES: Record<string, readonly string[]> = {
  '@huggingface/transformers': ['models'],
  'onnxruntime-node': ['models'],
  vectra: ['knowledge'],
  'better-sqlite3': ['store'],
  'age-encryption': ['store'],
  pg: ['store'],
  'better-auth': ['accounts'],
  jose: ['access'],
  hono: ['http'],
  '@hono/node-server': ['http', 'main.ts'],
  '@hono/zod-openapi': ['http'],
  commander: ['cli'],
  'temporal-polyfill': ['handoff'],
  nodemailer: ['delivery'],
};
