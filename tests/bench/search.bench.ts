/**
 * What a search costs at 10,000 passages, on SQLite: wall clock and processor milliseconds of 40 questions with a conversation,
 * the embedding of the question included and left out, in turns with a plain peer: the nearest by cosine of the question alone, by
 * brute force over vectors in memory, read by id. `npm run bench -- search [passages]`; the embedder is looked for in FOYER_CACHE,
 * else ~/.cache/foyer. Passages are the sample organisation's sentences, recombined; their vectors the means of their sentences'.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitSentences } from '../../server/answering/index.ts';
import { chunks, createLog, systemClock } from '../../server/base/index.ts';
import type { HistoryMessage } from '../../server/contract/index.ts';
import {
  addDocument,
  type Extractor,
  openPassageIndex,
  prepareDocument,
  search,
} from '../../server/knowledge/index.ts';
import { DEFAULT_EMBEDDER_ID, dotProduct, type Embedder, openEmbedder } from '../../server/models/index.ts';
import { openStore } from '../../server/store/index.ts';
import { quantile } from '../../server/tuning/evaluation/estimate.ts';
import { openWorkspace } from '../../server/tuning/evaluation/open-workspace.ts';
import { readQuestions } from '../../server/tuning/index.ts';
import { createRandom } from '../../server/tuning/optimise/random.ts';
import { readyModel } from '../support/models.ts';
import { insertBotRow } from '../support/rows.ts';

const BOT_ID = 'bench';
const QUESTIONS = 40;
const LIMIT = 8;
const A_DOCUMENT = 20;
const SENTENCES_A_PASSAGE = 7;
const TICKS_A_SECOND = 100;

type Asked = { question: string; history: HistoryMessage[] };
type Way = { name: string; embedder: Embedder; ask(embedder: Embedder, asked: Asked): Promise<unknown> };

const passages = Number(process.argv[2] ?? 10_000);
const log = createLog({ level: 'error' });
const folder = join(import.meta.dirname, '../../knowledge/larch-and-loft');
await using embedder = await openEmbedder({ log, model: await readyModel(DEFAULT_EMBEDDER_ID) });
const dataDir = await mkdtemp(join(tmpdir(), 'foyer-bench-'));
await using store = await openStore({ dataDir, log });
const known = new Map<string, Float32Array>();
const remembered: Embedder = {
  dimensions: embedder.dimensions,
  identity: () => embedder.identity(),
  embed: async (texts) => texts.map((text) => known.get(text) ?? meanOf(text)),
};
const knowledge = { store, embedder: remembered, extractor: recombined(), clock: systemClock, log };
await using index = await openPassageIndex({ store, embedder: remembered, dataDir, log });
const asked = await questions();
await fill();
const { ids, vectors } = await readVectors();
process.stdout.write(`${ids.length} passages, ${asked.length} questions with a conversation\n`);

const noted: Embedder = {
  ...remembered,
  async embed(texts, signal) {
    const found = await embedder.embed(texts, signal);
    for (const [at, text] of texts.entries()) known.set(text, found[at] ?? new Float32Array(0));
    return found;
  },
};
const ways: Way[] = [
  { name: 'search', embedder: noted, ask },
  { name: 'brute force', embedder: noted, ask: nearest },
  { name: 'search, vectors known', embedder: remembered, ask },
  { name: 'brute force, vectors known', embedder: remembered, ask: nearest },
];
const measured = new Map(ways.map(({ name }) => [name, { wall: [] as number[], cpu: 0, children: 0 }]));
for (const way of ways) await way.ask(way.embedder, { question: 'Is delivery free?', history: [] });
for (const turn of asked) {
  for (const { name, embedder: asking, ask: answer } of ways) {
    const to = measured.get(name);
    if (to === undefined) continue;
    const [cpu, children, begun] = [process.cpuUsage(), childrenMs(), performance.now()];
    await answer(asking, turn);
    to.wall.push(performance.now() - begun);
    const used = process.cpuUsage(cpu);
    to.cpu += (used.user + used.system) / 1_000;
    to.children += childrenMs() - children;
  }
}
print();
await rm(dataDir, { recursive: true });

async function ask(asking: Embedder, { question, history }: Asked): Promise<void> {
  await search({ ...knowledge, index, embedder: asking }, { botId: BOT_ID, question, history, limit: LIMIT });
}

async function nearest(asking: Embedder, { question }: Asked): Promise<unknown> {
  const [wanted = new Float32Array(0)] = await asking.embed([question]);
  const best = vectors
    .map((vector, at) => ({ at, cosine: dotProduct(wanted, vector) }))
    .sort((one, other) => other.cosine - one.cosine)
    .slice(0, LIMIT);
  const wantedIds = best.map(({ at }) => ids[at] ?? '');
  return await store.db.selectFrom('passages').selectAll().where('id', 'in', wantedIds).execute();
}

/** The dialogues of the sample's tests; plain questions after the one before them, where those are too few. */
async function questions(): Promise<Asked[]> {
  const rows = (await readQuestions(join(folder, 'tests', 'questions.jsonl'))).filter(
    ({ answerable }) => answerable !== false,
  );
  const after = rows.map((row, at): Asked => {
    const before = rows.at(at - 1);
    const history: HistoryMessage[] = [
      { role: 'user', content: before?.question ?? '' },
      { role: 'assistant', content: before?.reference ?? '' },
    ];
    return { question: row.question, history: row.history ?? history };
  });
  return after.toSorted((one, other) => other.history.length - one.history.length).slice(0, QUESTIONS);
}

async function fill(): Promise<void> {
  await insertBotRow(store, BOT_ID);
  const { titles, sentences } = await readSample();
  for (const some of chunks(sentences, 32)) {
    const embedded = await embedder.embed(some);
    for (const [at, sentence] of some.entries()) known.set(sentence, embedded[at] ?? new Float32Array(0));
  }
  const random = createRandom(7);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  for (let number = 0; number * A_DOCUMENT < passages; number++) {
    const title = `${pick(titles)} ${number}`;
    const texts = Array.from({ length: Math.min(A_DOCUMENT, passages - number * A_DOCUMENT) }, () =>
      Array.from({ length: SENTENCES_A_PASSAGE }, () => pick(sentences)).join('\n'),
    );
    const bytes = new TextEncoder().encode(JSON.stringify({ title, texts }));
    const file = { botId: BOT_ID, name: `${number}.json`, bytes, title };
    const { documentId } = await addDocument(knowledge, file);
    await prepareDocument({ ...knowledge, index: { ...index, requestRefresh() {} } }, { documentId });
  }
  await index.refresh(BOT_ID);
}

async function readSample(): Promise<{ titles: string[]; sentences: string[] }> {
  const blank = { ...remembered, embed: async (texts: readonly string[]) => texts.map(() => unit()) };
  await using sample = await openWorkspace(
    { embedder: blank, log, clock: systemClock },
    { corpus: { organisationFolder: folder }, questions: [] },
  );
  const rows = await sample.knowledge.store.db
    .selectFrom('passages')
    .select(['text', 'title_path'])
    .execute();
  const titles = rows.map((row) => String(JSON.parse(row.title_path)[0] ?? 'Help'));
  return {
    titles: [...new Set(titles)],
    sentences: [...new Set(rows.flatMap(({ text }) => splitSentences(text)))],
  };
}

function recombined(): Extractor {
  return {
    async read({ bytes }) {
      const { title, texts } = JSON.parse(new TextDecoder().decode(bytes));
      const made = texts.map((text: string) => ({ titlePath: [title], text }));
      return { title, mediaType: 'application/json', passages: made, warnings: [] };
    },
    async links() {
      throw new Error('Passages have no links.');
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** The title's line is unknown and counts as nothing. */
function meanOf(text: string): Float32Array {
  const sum = new Float32Array(embedder.dimensions);
  for (const line of text.split('\n'))
    for (const [at, value] of (known.get(line) ?? []).entries()) sum[at] = (sum[at] ?? 0) + value;
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}

function unit(): Float32Array {
  return Float32Array.from({ length: embedder.dimensions }, (_, at) => Number(at === 0));
}

async function readVectors(): Promise<{ ids: string[]; vectors: Float32Array[] }> {
  const rows = await store.db.selectFrom('passages').select(['id', 'text']).execute();
  return { ids: rows.map(({ id }) => id), vectors: rows.map(({ text }) => meanOf(text)) };
}

/** Processor time of this process's children so far, which is the embedder's, on Linux; else 0. */
function childrenMs(): number {
  if (process.platform !== 'linux') return 0;
  const pids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
  const ticks = pids.filter(Boolean).map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return (ticks.reduce((sum, value) => sum + value, 0) / TICKS_A_SECOND) * 1_000;
}

function print(): void {
  const line = (cells: readonly string[]) =>
    process.stdout.write(`${cells.map((cell, at) => cell.padEnd(at === 0 ? 30 : 16)).join('')}\n`);
  line(['', 'p50 ms', 'p95 ms', 'processor ms', 'embedder ms', 'p50 of peer']);
  let last = { name: '', p50: 0 };
  for (const { name } of ways.toReversed()) {
    const { wall, cpu, children } = measured.get(name) ?? { wall: [], cpu: 0, children: 0 };
    const sorted = wall.toSorted((one, other) => one - other);
    const p50 = quantile(sorted, 0.5);
    const ratio = last.name.startsWith('brute') ? `x ${(p50 / last.p50).toFixed(2)}` : '';
    const each = (sum: number) => (sum / wall.length).toFixed(1);
    line([name, p50.toFixed(1), quantile(sorted, 0.95).toFixed(1), each(cpu), each(children), ratio]);
    last = { name, p50 };
  }
}
