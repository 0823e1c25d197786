import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerEvent } from '../../../server/answering/index.ts';
import { AppError, createMetrics, newSecret } from '../../../server/base/index.ts';
import { createBot } from '../../../server/bots/index.ts';
import {
  type ChatDeps,
  followConversation,
  getConversation,
  leaveHandoff,
  parseVisitor,
  RunningTurns,
  recoverReplies,
  requestPerson,
  sendContactForm,
  sendMessage,
} from '../../../server/chat/index.ts';
import type { Passport } from '../../../server/contract/index.ts';
import {
  BOT_SPEAKS,
  CONVERSATION_STATES,
  closeConversation,
  expireHandoffs,
  HANDOFF_EVENTS,
  type HandoffDeps,
  LiveEvents,
  nextState,
  returnToBot,
  sayAsPerson,
  takeConversation,
  transferConversation,
} from '../../../server/handoff/index.ts';
import { LEASE_MS, ProcessLease } from '../../../server/jobs/index.ts';
import type { Store } from '../../../server/store/index.ts';
import { testSettings } from '../../support/app.ts';
import { handClock } from '../../support/clock.ts';
import { openTestStore, silentLog } from '../../support/store.ts';

const VISITOR_STEPS = ['ask', 'button', 'leave', 'form', 'stay', 'finish-answer'] as const;
/** What is done most stands more than once. */
const STAFF_STEPS = [
  'take',
  'take',
  'say',
  'say',
  'say',
  'hand-over',
  'requeue',
  'leave-for',
  'close',
  'return',
] as const;

const stepArbitrary = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ who: fc.constant('visitor' as const), what: fc.constantFrom(...VISITOR_STEPS) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      who: fc.constantFrom('anna' as const, 'ben' as const),
      what: fc.constantFrom(...STAFF_STEPS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ who: fc.constant('time' as const), what: fc.constantFrom(1, 6, 40) }) },
  { weight: 1, arbitrary: fc.constant({ who: 'crash' as const, what: 0 }) },
);
type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

const PASSPORT = { kind: 'model', decision: { reason: 'test' } } as Passport;

/** One conversation with everybody around it; what was acknowledged is written down outside the database. */
class World {
  readonly clock = handClock(Date.parse('2026-11-30T10:00:00Z'));
  readonly visitor = parseVisitor(newSecret());
  readonly acknowledged: string[] = [];
  readonly store: Store;
  readonly botId: string;
  deps!: ChatDeps & HandoffDeps;
  #held: PromiseWithResolvers<void>[] = [];
  #said = 0;
  /** What the bot had said when it last lost the word; undefined while it may speak. */
  #silentAt: string | undefined;

  constructor(store: Store, botId: string) {
    this.store = store;
    this.botId = botId;
    this.start();
  }

  get place() {
    return { visitor: this.visitor, id: 'talk' };
  }

  /** A new process on the same data; what the old one was doing is gone. */
  start(): void {
    const turns = new RunningTurns({ maxTurns: 4, graceMs: 1 });
    const live = new LiveEvents({ store: this.store, log: silentLog });
    this.deps = {
      store: this.store,
      clock: this.clock,
      log: silentLog,
      metrics: createMetrics(),
      turns,
      lease: new ProcessLease({ store: this.store, clock: this.clock, log: silentLog }),
      live,
      answer: (_input, signal) => this.#answer(signal),
      stopAnswer: async (id) => {
        const turn = turns.find(id);
        turn?.stop(new AppError('cancelled', 'Taken over.'));
        await turn?.finished;
      },
    };
  }

  async take(step: Step): Promise<void> {
    try {
      if (step.who === 'time') {
        this.clock.advance(step.what * 60_000);
        await expireHandoffs(this.deps);
      } else if (step.who === 'crash') await this.#crash();
      else if (step.who === 'visitor') await this.#visit(step.what);
      else await this.#serve(step.who, step.what);
    } catch (thrown) {
      const refused = ['conflict', 'not_found'];
      if (!(thrown instanceof AppError && refused.includes(thrown.code))) throw thrown;
    }
  }

  /** The process dies: half-written answers never go on, and the next start puts right what it left. */
  async #crash(): Promise<void> {
    const dead = this.deps;
    this.start();
    await dead.turns.drain(0);
    this.#held = [];
    this.clock.advance(2 * LEASE_MS);
    await recoverReplies(this.deps);
  }

  async #visit(what: (typeof VISITOR_STEPS)[number]): Promise<void> {
    const { deps, place, botId } = this;
    if (what === 'ask') {
      const text = this.#next('visitor');
      await sendMessage(deps, { ...place, botId, text });
      this.acknowledged.push(text);
      await settle();
    } else if (what === 'button') await requestPerson(deps, { ...place, botId });
    else if (what === 'leave') await leaveHandoff(deps, place);
    else if (what === 'finish-answer') {
      for (const held of this.#held.splice(0)) held.resolve();
      await settle();
    } else if (what === 'form') {
      const form = { name: 'Rosa', email: 'rosa@visitor.example', message: 'Call me' };
      await sendContactForm(deps, { ...place, botId, ...form });
    }
  }

  async #serve(who: 'anna' | 'ben', what: (typeof STAFF_STEPS)[number]): Promise<void> {
    const { deps, botId } = this;
    const { id: conversationId } = await getConversation(deps, this.place);
    const input = { actor: who, botId, conversationId };
    const other = who === 'anna' ? 'ben' : 'anna';
    if (what === 'take') await takeConversation(deps, { ...input, name: who });
    else if (what === 'say') {
      const before = await this.#row();
      const text = this.#next(who);
      await sayAsPerson(deps, { ...input, text });
      expect(before).toMatchObject({ state: 'with-person', agent_id: who });
      this.acknowledged.push(text);
    } else if (what === 'hand-over') {
      await transferConversation(deps, { ...input, to: { id: other, name: other } });
    } else if (what === 'leave-for') {
      await transferConversation(deps, { ...input, to: { id: other, name: other }, waits: true });
    } else if (what === 'requeue') await transferConversation(deps, input);
    else if (what === 'close') await closeConversation(deps, input);
    else await returnToBot(deps, input);
  }

  /** What must hold after every step, whatever it was. */
  async check(): Promise<void> {
    const row = await this.#row();
    if (!row) return;
    const { messages } = await getConversation(this.deps, this.place);
    const texts = messages.map(({ parts }) =>
      parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(''),
    );
    expect(texts.filter((text) => this.acknowledged.includes(text))).toEqual(this.acknowledged);
    const bot = texts.filter((text) => text.startsWith('bot')).join('|');
    if (BOT_SPEAKS.includes(row.state)) this.#silentAt = undefined;
    else this.#silentAt ??= bot;
    if (this.#silentAt !== undefined) expect(bot).toBe(this.#silentAt);
    expect(row.agent_id !== null).toBe(row.state === 'with-person');
    if (row.state !== 'waiting') expect([row.meant_for_id, row.meant_for_name]).toEqual([null, null]);
    expect(CONVERSATION_STATES).toContain(row.state);
  }

  /** Every step of the way was one of the machine's, each from where the one before had led. */
  async checkWay(): Promise<void> {
    const rows = await this.store.db
      .selectFrom('conversation_events')
      .select(['data', 'sequence'])
      .where('bot_id', '=', this.botId)
      .orderBy('sequence')
      .execute();
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    let state: string = 'bot';
    for (const { data } of rows) {
      const { from, to, event } = JSON.parse(data);
      if (event === undefined) continue;
      expect(from).toBe(state);
      expect(HANDOFF_EVENTS).toContain(event);
      expect(nextState(from, event)).toBe(to);
      state = to;
    }
    expect((await this.#row())?.state ?? 'bot').toBe(state);
  }

  /** Out of anything in one step, and the bot answers again. */
  async checkWayOut(): Promise<void> {
    if (!(await this.#row())) return;
    await this.#finishAnswers();
    expect((await leaveHandoff(this.deps, this.place)).handoff.state).toBe('bot');
    await sendMessage(this.deps, { ...this.place, botId: this.botId, text: 'Are you there?' });
    await this.#finishAnswers();
    const { messages } = await getConversation(this.deps, this.place);
    expect(JSON.stringify(messages.at(-1)?.parts)).toContain('bot');
  }

  /** Whoever follows from the beginning has every word of the persons once, in order. */
  async checkLive(): Promise<void> {
    if (!(await this.#row())) return;
    const leaving = new AbortController();
    const parts = await followConversation(this.deps, { ...this.place, after: 0 }, leaving.signal);
    const expected = this.acknowledged.filter((text) => !text.startsWith('visitor'));
    const told: string[] = [];
    for await (const { part } of parts) {
      if (part.type === 'text-delta') told.push(part.delta);
      if (told.length === expected.length) break;
    }
    leaving.abort();
    expect(told).toEqual(expected);
  }

  async end(): Promise<void> {
    for (const held of this.#held.splice(0)) held.resolve();
    await this.deps.turns.drain(0);
    await this.deps.live[Symbol.asyncDispose]();
  }

  async #finishAnswers(): Promise<void> {
    while (this.deps.turns.size > 0) {
      for (const held of this.#held.splice(0)) held.resolve();
      await settle();
    }
  }

  async #row() {
    return await this.store.db
      .selectFrom('conversations')
      .selectAll()
      .where('bot_id', '=', this.botId)
      .executeTakeFirst();
  }

  #next(who: string): string {
    this.#said += 1;
    return `${who} ${this.#said}`;
  }

  async *#answer(signal: AbortSignal | undefined): AsyncGenerator<AnswerEvent> {
    const first = this.#next('bot');
    yield { type: 'text', delta: first };
    const held = Promise.withResolvers<void>();
    this.#held.push(held);
    signal?.addEventListener('abort', () => held.resolve(), { once: true });
    await held.promise;
    if (signal?.aborted) throw signal.reason;
    const second = this.#next('bot');
    yield { type: 'text', delta: ` ${second}` };
    yield { type: 'finished', text: `${first} ${second}`, offerPerson: false, passport: PASSPORT };
  }
}

/** Lets what was set free come to its next halt. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('whatever happens in whatever order: never two speakers, never a lost message, always a way out', async () => {
  await using store = await openTestStore();
  await fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { minLength: 10, maxLength: 50 }), async (steps) => {
      const settings = { ...testSettings, handoff: { email: 'team@shop.example' } };
      const clock = handClock(1);
      const bot = await createBot({ store, clock }, { actor: 'system:test', name: 'Bot', settings });
      const world = new World(store, bot.id);
      try {
        await world.take({ who: 'visitor', what: 'ask' });
        for (const step of steps) {
          await world.take(step);
          await world.check();
        }
        await world.checkWay();
        await world.checkLive();
        await world.checkWayOut();
      } finally {
        await world.end();
      }
    }),
    { numRuns: 60 },
  );
}, 240_000);
