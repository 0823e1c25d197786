import { AppError } from '../base/index.ts';
import type { AnswerKind, Passport } from '../contract/index.ts';
import { decide } from './decide.ts';
import { type Generated, generateChecked } from './generate-checked.ts';
import { routedDecision, searchedDecision, writePassport } from './passport.ts';
import { buildPrompt } from './prompt.ts';
import { quoteBest } from './quote-best.ts';
import { createReply } from './reply.ts';
import { type Route, routeQuestion } from './route.ts';
import type { AnswerEvent, AnswerInput, AnsweringDeps } from './types.ts';

/** Passages retrieved: the decision looks at five, the prompt at three, the passport shows the rest. */
const SEARCH_LIMIT = 8;

type RoutedKind = Exclude<Route['kind'], 'search'>;
const OUTCOME: Record<RoutedKind, Passport['decision']['outcome']> = {
  smalltalk: 'smalltalk',
  clarify: 'clarify',
  handoff: 'handoff',
  refusal: 'refuse',
};

/**
 * Answers one question: route, retrieve, decide, word, check; or quotes, or declines with the offer of a person.
 * Same input, knowledge, settings and model give the same events, timings aside.
 * @throws AppError `cancelled` once `signal` aborts; whatever search, embedder or generator throw
 */
export async function* answerTurn(
  deps: AnsweringDeps,
  input: AnswerInput,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  stopIfCancelled(signal);
  const startedAt = deps.clock.now();
  const record: Generated = { checks: [], timingsMs: {} };
  const route = routeQuestion(input.question, deps.bot);
  if (route.kind !== 'search') yield* replyRouted(deps, input, route, record);
  else yield* answerFromKnowledge(deps, input, record, startedAt, signal);
}

async function* replyRouted(
  deps: AnsweringDeps,
  input: AnswerInput,
  route: Exclude<Route, { kind: 'search' }>,
  record: Generated,
): AsyncGenerator<AnswerEvent> {
  yield { type: 'text', delta: route.text };
  const decision = routedDecision(OUTCOME[route.kind], deps.bot.answerThreshold, route.reason);
  if (route.kind === 'smalltalk' && route.reason === 'greeting' && deps.bot.suggestedQuestions.length > 0) {
    yield { type: 'suggestions', suggestions: deps.bot.suggestedQuestions };
  }
  yield {
    type: 'finished',
    text: route.text,
    offerPerson: route.kind === 'handoff' || route.kind === 'refusal',
    passport: writePassport(deps, { kind: route.kind, question: input.question, decision, record }),
  };
}

async function* answerFromKnowledge(
  deps: AnsweringDeps,
  input: AnswerInput,
  record: Generated,
  startedAt: number,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const { clock, bot } = deps;
  const history = input.history ?? [];
  yield { type: 'status', status: 'searching' };
  const { botId, question } = input;
  const found = await deps.search({ botId, question, history, limit: SEARCH_LIMIT }, signal);
  stopIfCancelled(signal);
  record.timingsMs['search'] = clock.now() - startedAt;
  const decision = decide(found.searched, found.hits, bot.answerThreshold);
  const reply = createReply();
  let used: ReadonlySet<string> = new Set();
  let kind: AnswerKind = 'refusal';

  if (decision.outcome === 'answer') {
    yield { type: 'status', status: 'reading' };
    const prompt = buildPrompt({ bot, question, history, hits: found.hits });
    used = new Set(prompt.used.map((hit) => hit.passageId));
    const turn = { input, prompt, searched: found.searched, reply, record };
    for await (const event of generateChecked(deps, turn, signal)) {
      if (event.type === 'text') record.timingsMs['firstSentence'] ??= clock.now() - startedAt;
      yield event;
    }
    stopIfCancelled(signal);
    kind = reply.text() === '' ? 'quote' : 'model';
    if (kind === 'quote') {
      const quote = await quoteBest(deps.embedder, found.searched, prompt.used, signal);
      yield* reply.say(quote.text, quote.passage);
      record.timingsMs['firstSentence'] = clock.now() - startedAt;
    }
  } else {
    yield* [{ type: 'text', delta: bot.refusal } as const];
  }

  record.timingsMs['total'] = clock.now() - startedAt;
  const text = kind === 'refusal' ? bot.refusal : reply.text();
  const passport = writePassport(deps, {
    kind,
    question,
    decision: searchedDecision(decision),
    found,
    used,
    cited: reply.cited(),
    record,
  });
  yield { type: 'finished', text, offerPerson: kind === 'refusal', passport };
}

function stopIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted)
    throw new AppError('cancelled', 'The request was cancelled.', { cause: signal.reason });
}
