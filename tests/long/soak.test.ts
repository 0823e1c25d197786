import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startServer } from '../support/server.ts';

/** Turns until caches are full and memory may be compared, and turns in all. */
const WARM_UP_TURNS = 100;
const TURNS = 400;
const MAX_GROWTH = 1.05;
const QUESTIONS = [
  'Can I send back boots I wore outside?',
  'How long does delivery take?',
  'What does a repair cost?',
  'Who won the football world cup in 1966?',
];

test.skipIf(process.platform !== 'linux')(
  'hundreds of turns leave memory and file handles where they were',
  async () => {
    await using server = await startServer();
    const pid = server.process.pid ?? 0;
    let before = usageOf(pid);
    for (let turn = 1; turn <= TURNS; turn += 1) {
      const answer = await ask(server.url, QUESTIONS[turn % QUESTIONS.length] ?? '');
      expect(answer).toContain('"type":"finish"');
      if (turn === WARM_UP_TURNS) before = usageOf(pid);
    }
    const after = usageOf(pid);
    process.stdout.write(
      `soak: ${before.residentMb} MB and ${before.handles} handles after ${WARM_UP_TURNS} turns, ${after.residentMb} MB and ${after.handles} after ${TURNS}\n`,
    );
    expect(after.residentMb / before.residentMb).toBeLessThanOrEqual(MAX_GROWTH);
    expect(after.handles).toBeLessThanOrEqual(before.handles + 2);
  },
  3_600_000,
);

async function ask(url: string, content: string): Promise<string> {
  const body = JSON.stringify({ botId: 'larch-and-loft', message: { role: 'user', content } });
  for (;;) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/chat`, { method: 'POST', headers, body });
    const text = await response.text();
    if (response.status !== 429) return text;
    await new Promise((done) => setTimeout(done, 1000 * Number(response.headers.get('retry-after') ?? 1)));
  }
}

function usageOf(pid: number): { residentMb: number; handles: number } {
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return { residentMb: Math.round(Number(resident) / 1024), handles: readdirSync(`/proc/${pid}/fd`).length };
}
