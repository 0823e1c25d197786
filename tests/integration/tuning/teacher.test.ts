import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import {
  synthesiseWithTeacher,
  type TeacherInput,
} from '../../../server/tuning/data/teacher/synthesise-with-teacher.ts';
import { listDataRows, makeDataSet } from '../../../server/tuning/index.ts';
import type { TestKnowledge } from '../../support/knowledge.ts';
import { openTestStore } from '../../support/store.ts';
import { openTaughtBot, teach } from '../../support/taught-bot.ts';
import {
  sayAs,
  startTeacherServer,
  type TeacherCall,
  type TeacherServer,
} from '../../support/teacher-server.ts';

const botId = 'bot';
const apiKey = 'sk-secret-of-the-teacher';
const HATS = 'Q: How long can worn-free hats be returned?\nA: Hats can be returned within 30 days.';
const KETTLES = 'Q: Where are kettles mended?\nA: Kettles are mended in the shop for £12.';

function writes({ role, user }: TeacherCall): string | undefined {
  if (role !== 'generate') return undefined;
  if (user.includes('Hats can be returned')) return HATS;
  return user.includes('Kettles are mended') ? KETTLES : 'NONE';
}

function ask(
  deps: TestKnowledge,
  server: TeacherServer,
  more: Partial<TeacherInput> = {},
  signal?: AbortSignal,
) {
  const teacher = { url: server.url, model: 'big', apiKey };
  return synthesiseWithTeacher(deps, { botId, limit: 10, exclude: [], seed: 1, teacher, ...more }, signal);
}

test('what a teacher writes and its judges let through becomes part of a set; the key goes nowhere else', async () => {
  await using deps = await openTaughtBot(openTestStore);
  await teach(deps);
  await using server = await startTeacherServer(writes);
  const base = { id: 'tiny', sha256: null };
  const teacher = { teacher: { url: server.url, model: 'big', apiKey } };
  const made = await makeDataSet(deps, { actor: 'key:staff', botId, base, seed: 1, teacher });
  expect(made.manifest.teacher).toEqual({ model: 'big', host: new URL(server.url).host });
  expect(made.taught?.pairs).toBeGreaterThan(0);
  const { rows } = await listDataRows(deps, { botId, dataSetId: made.dataSetId, limit: 1_000 });
  expect(rows.filter(({ who, state }) => who === 'teacher: big' && state === 'kept').length).toBeGreaterThan(
    0,
  );
  expect(JSON.stringify([rows, made])).not.toContain(apiKey);
  expect(new Set(server.calls.map(({ authorization }) => authorization))).toEqual(
    new Set([`Bearer ${apiKey}`]),
  );
  const again = await makeDataSet(deps, { actor: 'key:staff', botId, base, seed: 1, teacher });
  expect(again.dataSetId).toBe(made.dataSetId);
  const untaught = await makeDataSet(deps, { actor: 'key:staff', botId, base, seed: 1 });
  expect([untaught.taught, untaught.manifest.teacher]).toEqual([undefined, undefined]);
});

test.each([
  ['faithfulness', 'NO', 'does not prove the answer', ['faithfulness']],
  ['relevance', 'No.', 'does not answer the question', ['faithfulness', 'relevance']],
  [
    'self-containedness',
    'NO',
    'cannot be understood by itself',
    ['faithfulness', 'relevance', 'self-containedness'],
  ],
  ['relevance', 'What a lovely question', 'neither YES nor NO', ['faithfulness', 'relevance']],
])('a judge of %s that says %j drops the row', async (name, verdict, reason, asked) => {
  await using deps = await openTaughtBot(openTestStore);
  await using server = await startTeacherServer((call) =>
    call.role === name
      ? verdict
      : call.user.includes('Hats can be returned') || call.role !== 'generate'
        ? writes(call)
        : 'NONE',
  );
  const { pairs, dropped } = await ask(deps, server);
  expect(pairs).toEqual([]);
  expect(dropped.map((row) => row.reason)).toEqual([expect.stringContaining(reason)]);
  expect(server.calls.map(({ role }) => role).filter((role) => role !== 'generate')).toEqual(asked);
});

test('what our own rules can tell is not asked; nonsense is dropped with its reason', async () => {
  await using deps = await openTaughtBot(openTestStore);
  await using server = await startTeacherServer(({ role, user }) => {
    if (role !== 'generate') return undefined;
    if (user.includes('Hats can be'))
      return 'Q: How long can hats be returned?\nA: Hats can be returned within 90 days.';
    if (user.includes('Kettles are')) return KETTLES;
    return user.includes('Points lapse') ? 'Points! Points!' : 'NONE';
  });
  const { pairs, dropped } = await ask(deps, server, { exclude: ['where are kettles mended'] });
  expect(pairs).toEqual([]);
  const reasons = dropped.map(({ reason }) => reason).sort();
  expect(reasons).toEqual([
    'asks the same as "where are kettles mended"',
    'its own page does not support the answer',
    expect.stringContaining('no question and answer: "Points'),
  ]);
  expect(server.calls.every(({ role }) => role === 'generate')).toBe(true);
});

test('calls and tokens are bounded, and what was done until then is kept', async () => {
  await using deps = await openTaughtBot(openTestStore);
  await using server = await startTeacherServer(writes);
  const byCalls = await ask(deps, server, { budget: { maxCalls: 3 } });
  expect([byCalls.spent, server.calls.length]).toEqual([{ calls: 3, tokens: 300 }, 3]);
  expect(byCalls.ended).toContain('3 calls');
  const byTokens = await ask(deps, server, { budget: { maxTokens: 450 } });
  expect([byTokens.spent.calls, byTokens.ended]).toEqual([5, expect.stringContaining('450 tokens')]);
});

test('a busy teacher is asked again; one that gives out midway keeps what it has done', async () => {
  await using deps = await openTaughtBot(openTestStore);
  let requests = 0;
  await using busy = await startTeacherServer((call) => {
    requests += 1;
    if (requests > 1) return writes(call);
    return (response) => response.writeHead(429, { 'retry-after': '0.01' }).end();
  });
  const patient = await ask(deps, busy);
  expect([patient.ended, patient.dropped]).toEqual([undefined, []]);
  expect(patient.pairs).toHaveLength(2);
  let done = 0;
  await using breaking = await startTeacherServer((call) => {
    done += call.role === 'self-containedness' ? 1 : 0;
    if (done === 0 || call.role === 'self-containedness') return writes(call);
    return (response) => response.writeHead(403).end('Traceback (most recent call last)');
  });
  const broken = await ask(deps, breaking);
  expect(broken.pairs).toHaveLength(1);
  expect(broken.ended).toContain('wants another key (403)');
});

test.each<[string, (response: ServerResponse) => void, RegExp]>([
  ['falls silent', (response) => response.writeHead(200).write('{"choices":'), /did not answer within/],
  ['never answers', () => {}, /did not answer within/],
  ['sends too much', (response) => response.end('x'.repeat(600_000)), /more than 512 kB/],
  ['sends nonsense', (response) => response.end('<html>'), /not answer as an OpenAI-compatible server/],
  ['hangs up', (response) => response.destroy(), /cannot be reached/],
  [
    'sends elsewhere',
    (response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
    /sends elsewhere/,
  ],
  ['wants a key', (response) => response.writeHead(401).end(), /FOYER_TEACHER_KEY/],
])('a teacher that %s is an error in one sentence', async (_, react, sentence) => {
  await using deps = await openTaughtBot(openTestStore);
  await using server = await startTeacherServer(() => react);
  const failing = ask(deps, server, { timeoutMs: 100 });
  await expect(failing).rejects.toMatchObject({
    code: 'model_unavailable',
    message: expect.stringMatching(sentence),
  });
  await expect(failing).rejects.not.toThrow(apiKey);
  expect(server.calls.length).toBeLessThanOrEqual(3);
});

test('a reply that was cut off loses its last pair, and cancelling ends the asking', async () => {
  await using deps = await openTaughtBot(openTestStore);
  await using server = await startTeacherServer((call) => {
    const text = writes(call) ?? 'YES';
    return text === HATS ? (response) => sayAs(response, HATS, 'length') : text;
  });
  const { dropped } = await ask(deps, server);
  expect(dropped.map(({ reason }) => reason)).toEqual([expect.stringContaining('cut off')]);
  const controller = new AbortController();
  await using slow = await startTeacherServer(() => () => controller.abort());
  await expect(ask(deps, slow, {}, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(slow.calls).toHaveLength(1);
});
