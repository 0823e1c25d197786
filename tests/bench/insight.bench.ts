/**
 * What the Insight page costs at 50,000 conversations of three replies each, all in the 28 days asked for, on SQLite: how long it
 * takes, and for how long at once nothing else of the server runs. `npm run bench -- insight [conversations]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chunks, createLog } from '../../server/base/index.ts';
import { getInsight } from '../../server/insight/index.ts';
import { openStore, type Store } from '../../server/store/index.ts';
import { insertBotRow } from '../support/rows.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-28T23:00:00Z');
const KINDS = ['model', 'quote', 'approved', 'refusal', 'handoff', 'smalltalk'];
const conversations = Number(process.argv[2] ?? 50_000);

const dataDir = await mkdtemp(join(tmpdir(), 'foyer-bench-'));
const store = await openStore({ dataDir, log: createLog({ level: 'error' }) });
await insertBotRow(store, 'shop');
const numbers = Array.from({ length: conversations }, (_, number) => number);
for (const some of chunks(numbers, 250)) await fill(store, some);

for (const days of [28, 7]) {
  const from = new Date(NOW - (days - 1) * DAY_MS).toISOString().slice(0, 10);
  for (let run = 0; run < 3; run++) process.stdout.write(`${days} days: ${await measure(from)}\n`);
}
await store[Symbol.asyncDispose]();
await rm(dataDir, { recursive: true });

async function measure(from: string): Promise<string> {
  let longest = 0;
  let last = performance.now();
  const tick = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await getInsight({ store, clock: { now: () => NOW } }, { botId: 'shop', from, timeZone: 'Europe/Berlin' });
  const took = performance.now() - begun;
  await new Promise((done) => setTimeout(done, 5));
  clearInterval(tick);
  const used = process.cpuUsage(cpu);
  const ms = (value: number) => `${Math.round(value)} ms`;
  return `${ms(took)}, ${ms((used.user + used.system) / 1_000)} of a core; longest without a turn for others ${ms(longest)}`;
}

async function fill({ transact }: Store, some: readonly number[]): Promise<void> {
  const rows = some.map((number) => {
    const at = NOW - Math.floor((number * 27.5 * DAY_MS) / conversations);
    return { id: `c${number}`, bot_id: 'shop', created_at: at, updated_at: at };
  });
  const replies = rows.flatMap((row, index) => [0, 1, 2].map((position) => ({ row, position, index })));
  await transact(async (tx) => {
    await tx
      .insertInto('conversations')
      .values(rows.map((row) => ({ ...row, visitor_hash: row.id, state: 'bot' as const })))
      .execute();
    await tx
      .insertInto('messages')
      .values(
        replies.map(({ row, position }) => ({
          id: `m${row.id}-${position}`,
          conversation_id: row.id,
          position,
          role: 'assistant' as const,
          parts: '[]',
          text: '',
          status: 'complete' as const,
          created_at: row.created_at,
        })),
      )
      .execute();
    await tx
      .insertInto('turns')
      .values(
        replies.map(({ row, position, index }) => ({
          id: `t${row.id}-${position}`,
          conversation_id: row.id,
          bot_id: 'shop',
          message_id: `m${row.id}-${position}`,
          kind: KINDS[(index + 2 * position) % KINDS.length] ?? 'model',
          passport: passportOf(index),
          created_at: row.created_at + position,
        })),
      )
      .execute();
  });
}

/** As long as real ones. */
function passportOf(index: number): string {
  const found = Array.from({ length: 8 }, (_, place) => ({
    passageId: `psg_${'x'.repeat(25)}${place}`,
    documentId: `doc_${'y'.repeat(25)}${place}`,
    score: 0.4,
    vectorScore: 0.5,
    lexicalScore: 3.2,
    used: place < 3,
    cited: place < 1,
  }));
  const decision = { outcome: 'answer', score: 0.7, threshold: 0.5, reason: 'good match' };
  const timingsMs = { search: 12, firstSentence: 300 + (index % 700), total: 900 + (index % 900) };
  return JSON.stringify({ question: 'When does it arrive?', decision, found, timingsMs });
}
