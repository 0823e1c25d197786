import { expect, test } from 'vitest';
import { getInsight } from '../../../server/insight/index.ts';
import type { Store } from '../../../server/store/index.ts';
import { createTestApp, TEST_BOT_ID } from '../../support/app.ts';
import { insertBotRow } from '../../support/rows.ts';
import { describeStores } from '../../support/store.ts';

const DAY = 86_400_000;
const FIRST = Date.parse('2026-11-01');
const clock = { now: () => FIRST + 9 * DAY + 5 };

type Reply = { kind: string; at: number; reason?: string; first?: number; total?: number };
type Told = { thumb?: 'up' | 'down'; why?: 'wrong'; score?: number; toPerson?: string };

let made = 0;

/** A conversation as visitors leave it: its replies, a thumb on the last one, a rating, a person. */
async function converse({ db }: Store, botId: string, replies: readonly Reply[], told: Told = {}) {
  const id = `c${++made}`;
  const at = replies[0]?.at ?? FIRST;
  const conversation = { id, bot_id: botId, visitor_hash: 'x', state: 'bot' as const };
  await db
    .insertInto('conversations')
    .values({ ...conversation, created_at: at, updated_at: at })
    .execute();
  for (const [position, { kind, at: created_at, reason = 'good match', first, total }] of replies.entries()) {
    const message = { id: `m${++made}`, conversation_id: id, position, role: 'assistant' as const };
    await db
      .insertInto('messages')
      .values({ ...message, parts: '[]', text: '', status: 'complete', created_at })
      .execute();
    const timingsMs = { ...(first !== undefined && { firstSentence: first }), ...(total && { total }) };
    const passport = JSON.stringify({ decision: { reason }, timingsMs });
    await db
      .insertInto('turns')
      .values({
        id: `t${made}`,
        conversation_id: id,
        bot_id: botId,
        message_id: message.id,
        kind,
        passport,
        created_at,
      })
      .execute();
  }
  if (told.thumb) {
    const row = { message_id: `m${made}`, bot_id: botId, conversation_id: id, comment: null };
    await db
      .insertInto('feedback')
      .values({ ...row, verdict: told.thumb, reason: told.why ?? null, created_at: at, updated_at: at })
      .execute();
  }
  if (told.score) {
    const row = { conversation_id: id, bot_id: botId, score: told.score, comment: '' };
    await db
      .insertInto('conversation_ratings')
      .values({ ...row, created_at: at, updated_at: at })
      .execute();
  }
  const moves = told.toPerson ? ['offered', 'requested', 'with-person'] : ['offered'];
  for (const to of moves) {
    const data = JSON.stringify({ from: 'bot', to, event: 'x', reason: told.toPerson ?? 'refused' });
    const event = { bot_id: botId, sequence: ++made, conversation_id: id, kind: 'state-changed' as const };
    await db
      .insertInto('conversation_events')
      .values({ ...event, actor: 'visitor', data, created_at: at })
      .execute();
  }
}

describeStores('insight', (open) => {
  test('counts by day what became of visitors’ questions, and nothing of another bot or another time', async () => {
    await using store = await open();
    await insertBotRow(store, 'shop');
    await insertBotRow(store, 'library');
    const day = (number: number) => FIRST + number * DAY + 1_000;
    const weak = "weak match: closest passage 0.20, 3 % of the question's words found";
    await converse(store, 'shop', [
      { kind: 'smalltalk', at: day(0) },
      { kind: 'model', at: day(0), first: 100, total: 900 },
      { kind: 'quote', at: day(1), first: 300, total: 500 },
    ]);
    await converse(store, 'shop', [{ kind: 'refusal', at: day(1), reason: weak, total: 50 }]);
    await converse(store, 'shop', [{ kind: 'refusal', at: day(1), reason: 'question 1: model declined' }]);
    await converse(store, 'shop', [{ kind: 'approved', at: day(1), first: 20, total: 20 }], { thumb: 'up' });
    await converse(store, 'shop', [{ kind: 'model', at: day(1) }], { score: 5 });
    await converse(store, 'shop', [{ kind: 'model', at: day(2) }], { thumb: 'down', why: 'wrong', score: 5 });
    await converse(store, 'shop', [{ kind: 'handoff', at: day(2) }], { toPerson: 'asked', score: 2 });
    await converse(store, 'shop', [{ kind: 'smalltalk', at: day(2) }]);
    await converse(store, 'shop', [{ kind: 'model', at: day(-1) }], { thumb: 'up', toPerson: 'anger' });
    await converse(store, 'library', [{ kind: 'model', at: day(1) }], { thumb: 'up', toPerson: 'anger' });
    const tried = { id: 'tried', conversation_id: null, bot_id: 'shop', message_id: null, kind: 'model' };
    await store.db
      .insertInto('turns')
      .values({ ...tried, passport: '{"timingsMs":{"total":1}}', created_at: day(1) })
      .execute();

    const insight = await getInsight(
      { store, clock },
      { botId: 'shop', from: '2026-11-01', to: '2026-11-03' },
    );
    const none = { model: 0, quote: 0, approved: 0, refusal: 0, handoff: 0, handedOver: 0 };
    const quiet = { thumbsUp: 0, thumbsDown: 0, flagged: 0, ratings: 0, ratingSum: 0 };
    expect(insight.days).toEqual([
      { day: '2026-11-01', conversations: 1, ...none, ...quiet, model: 1, firstWordsMs: 100 },
      {
        day: '2026-11-02',
        conversations: 4,
        ...none,
        ...quiet,
        model: 1,
        quote: 1,
        approved: 1,
        refusal: 2,
        thumbsUp: 1,
        ratings: 1,
        ratingSum: 5,
        firstWordsMs: 50,
      },
      {
        day: '2026-11-03',
        conversations: 3,
        ...none,
        ...quiet,
        model: 1,
        handoff: 1,
        handedOver: 1,
        thumbsDown: 1,
        ratings: 2,
        ratingSum: 7,
        firstWordsMs: null,
      },
    ]);
    expect(insight.refusals).toEqual([
      { reason: 'declined', count: 1 },
      { reason: 'weak-match', count: 1 },
    ]);
    expect(insight.handovers).toEqual([{ reason: 'asked', count: 1 }]);
    expect(insight.thumbsDown).toEqual([{ reason: 'wrong', count: 1 }]);
    expect(insight.resolution).toEqual({
      handedOver: 1,
      notHelped: 1,
      confirmed: 2,
      refused: 2,
      silent: 1,
      other: 1,
    });
    expect(insight.ratings).toEqual([0, 1, 0, 0, 2]);
    expect(insight.times).toEqual({
      replies: 4,
      firstWords: { halfMs: 50, nineTenthsMs: 300 },
      whole: { halfMs: 50, nineTenthsMs: 900 },
    });
  });

  test('is of the last 28 days unless asked otherwise, empty where nothing was, and of a year at most', async () => {
    await using store = await open();
    await insertBotRow(store, 'shop');
    const insight = await getInsight({ store, clock }, { botId: 'shop' });
    expect(insight).toMatchObject({ from: '2026-10-14', to: '2026-11-10', refusals: [], topics: [] });
    expect(insight.days).toHaveLength(28);
    expect(insight.times.firstWords).toEqual({ halfMs: null, nineTenthsMs: null });
    const ask = (from: string, to: string) => getInsight({ store, clock }, { botId: 'shop', from, to });
    await expect(ask('2026-11-02', '2026-11-01')).rejects.toThrow('"from" must not be after "to".');
    await expect(ask('2025-11-01', '2026-11-02')).rejects.toThrow('366 days at most');
  });

  test.each([
    // The clocks go back: that day has 25 hours.
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00Z', '2026-11-03T04:59:59Z'],
    ['Asia/Kathmandu', '2026-11-02', '2026-11-01T18:15:00Z', '2026-11-02T18:14:59Z'],
    // The clocks go forward at midnight: the day begins at one o'clock.
    ['America/Havana', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T03:59:59Z'],
  ])('a day in %s, %s, is that of clocks there', async (timeZone, day, first, last) => {
    await using store = await open();
    await insertBotRow(store, 'shop');
    const within = [Date.parse(first), Date.parse(last)];
    const outside = [Date.parse(first) - 1, Date.parse(last) + 1_000];
    for (const at of [...within, ...outside])
      await converse(store, 'shop', [{ kind: 'model', at, total: 7 }]);
    const insight = await getInsight({ store, clock }, { botId: 'shop', from: day, to: day, timeZone });
    expect(insight).toMatchObject({
      from: day,
      to: day,
      timeZone,
      days: [{ day, conversations: 2, model: 2, firstWordsMs: 7 }],
      resolution: { silent: 2 },
      times: { replies: 2 },
    });
    const today = { now: () => Date.parse(last) };
    const lately = await getInsight({ store, clock: today }, { botId: 'shop', timeZone });
    expect(lately.to).toBe(day);
    expect(lately.days.at(-1)).toMatchObject({ conversations: 2 });
    expect(lately.days.at(-2)).toMatchObject({ conversations: 1 });
  });
});

test('over HTTP the days are those of the time zone of the bot’s hours', async () => {
  const handoff = { hours: { timeZone: 'Pacific/Kiritimati' } };
  await using app = await createTestApp({ settings: { handoff } });
  const key = await app.keyOf('reader');
  const answer = await app.request(`/api/admin/bots/${TEST_BOT_ID}/insight`, { key });
  const aheadMs = 14 * 3_600_000;
  expect(await answer.json()).toMatchObject({
    timeZone: 'Pacific/Kiritimati',
    to: new Date(Date.now() + aheadMs).toISOString().slice(0, 10),
  });
});
