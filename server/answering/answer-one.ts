import { invariant } from '../base/index.ts';
import type { Passport } from '../contract/index.ts';
import { type AskBack, askBack } from './ask-back.ts';
import { type Assessment, assessQuestion, stopIfCancelled } from './assess-question.ts';
import { exceptionLeftOut, LINE_BELOW, lineLeftOut } from './complete-answer.ts';
import { type Generated, generateChecked } from './generate-checked.ts';
import { createPageNamer } from './name-page.ts';
import { routedDecision, writePassport } from './passport.ts';
import { buildPrompt } from './prompt.ts';
import { pickQuote, type Quote } from './quote.ts';
import { createReply, type Reply } from './reply.ts';
import { findRoute, type Route } from './route.ts';
import type { AnswerEvent, AnswerInput, AnsweringDeps, ApprovedMatch } from './types.ts';

type Routed = Extract<Assessment, { kind: 'routed' }>['route'];
type Searched = Pick<Extract<Assessment, { kind: 'searched' }>, 'found' | 'decision'> & {
  ranker?: Passport['ranker'];
  used?: ReadonlySet<string>;
};
type Turn = { input: AnswerInput; record: Generated; elapsedMs: () => number };

const OUTCOME: Record<Exclude<Route['kind'], 'search'>, Passport['decision']['outcome']> = {
  smalltalk: 'smalltalk',
  clarify: 'clarify',
  handoff: 'handoff',
  refusal: 'refuse',
};

/** One question from route to passport, as `answerTurn` does. */
export async function* answerOne(
  deps: AnsweringDeps,
  input: AnswerInput,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const startedAt = deps.clock.now();
  const turn: Turn = {
    input,
    record: { checks: [], timingsMs: {} },
    elapsedMs: () => deps.clock.now() - startedAt,
  };
  stopIfCancelled(signal);
  yield { type: 'status', status: 'searching' };
  const route = await findRoute(deps, input, signal);
  // What code answers by itself, such as the wish for a person, goes before any approved answer.
  const approved =
    route.kind === 'search' ? await deps.approved?.match(input.botId, input.question, signal) : undefined;
  if (approved !== undefined) {
    yield* sayApproved(deps, turn, approved);
    return;
  }
  const assessment = await assessQuestion(deps, input, signal, route);
  turn.record.timingsMs['search'] = turn.elapsedMs();
  if (assessment.kind === 'routed') yield* replyRouted(deps, turn, assessment.route);
  else if (assessment.decision.outcome === 'refuse') yield* refuse(deps, turn, assessment);
  else {
    const { organisation } = deps.bot;
    const asked = askBack({ question: input.question, history: input.history, organisation, ...assessment });
    if (asked === undefined) yield* answer(deps, turn, assessment, signal);
    else yield* askWhich(deps, turn, assessment, asked);
  }
}

async function* sayApproved(
  deps: AnsweringDeps,
  { input, record, elapsedMs }: Turn,
  approved: ApprovedMatch,
): AsyncGenerator<AnswerEvent> {
  const { text, id, version, phrasing, score } = approved;
  yield { type: 'text', delta: text };
  record.timingsMs['firstSentence'] = elapsedMs();
  record.timingsMs['total'] = elapsedMs();
  const threshold = deps.bot.answerThreshold;
  const decision = {
    outcome: 'answer' as const,
    score,
    threshold,
    reason: `approved answer to "${phrasing}"`,
  };
  const passport = writePassport(deps, { kind: 'approved', question: input.question, decision, record });
  yield {
    type: 'finished',
    text,
    offerPerson: false,
    passport: { ...passport, approved: { id, version, phrasing, score } },
  };
}

async function* replyRouted(deps: AnsweringDeps, turn: Turn, route: Routed): AsyncGenerator<AnswerEvent> {
  yield { type: 'text', delta: route.text };
  const suggestions = deps.bot.suggestedQuestions;
  if (route.reason === 'greeting' && suggestions.length > 0) yield { type: 'suggestions', suggestions };
  const { input, record } = turn;
  const decision = routedDecision(OUTCOME[route.kind], deps.bot.answerThreshold, route.reason);
  yield {
    type: 'finished',
    text: route.text,
    offerPerson: route.kind === 'handoff' || route.kind === 'refusal' || route.reason === 'anger',
    passport: writePassport(deps, { kind: route.kind, question: input.question, decision, record }),
  };
}

async function* refuse(
  deps: AnsweringDeps,
  { input, record, elapsedMs }: Turn,
  { found, ranker, decision, used = new Set() }: Searched,
): AsyncGenerator<AnswerEvent> {
  const text = deps.bot.refusal;
  yield { type: 'text', delta: text };
  record.timingsMs['total'] = elapsedMs();
  const passport = writePassport(deps, {
    kind: 'refusal',
    question: input.question,
    decision,
    found,
    ranker,
    used,
    record,
  });
  yield { type: 'finished', text, offerPerson: true, passport };
}

async function* askWhich(
  deps: AnsweringDeps,
  { input, record, elapsedMs }: Turn,
  { found, ranker, decision }: Searched,
  { text, suggestions }: AskBack,
): AsyncGenerator<AnswerEvent> {
  yield { type: 'text', delta: text };
  yield { type: 'suggestions', suggestions };
  record.timingsMs['total'] = elapsedMs();
  const asked = {
    ...decision,
    outcome: 'clarify',
    reason: 'documents on different things answer it',
  } as const;
  const passport = writePassport(deps, {
    kind: 'clarify',
    question: input.question,
    decision: asked,
    found,
    ranker,
    record,
  });
  yield { type: 'finished', text, offerPerson: false, passport };
}

function sayLine({ text, passage }: Quote, reply: Reply, record: Generated): AnswerEvent[] {
  const { passageId } = passage;
  record.checks.push({ sentence: text, supported: true, passageId, reason: LINE_BELOW });
  return reply.say(text, passage, '\n\n');
}

async function* answer(
  deps: AnsweringDeps,
  turn: Turn,
  { found, ranked, ranker, decision }: Extract<Assessment, { kind: 'searched' }>,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const { input, record, elapsedMs } = turn;
  const { question } = input;
  const { searched } = found;
  yield { type: 'status', status: 'reading' };
  const year = new Date(deps.clock.now()).getUTCFullYear();
  const reply = createReply(createPageNamer({ ...found, organisation: deps.bot.organisation, year }));
  const prompt = buildPrompt({ bot: deps.bot, question: searched, ranked });
  for await (const event of generateChecked(
    deps,
    { input, prompt, searched, ranked, reply, record },
    signal,
  )) {
    if (event.type === 'text') record.timingsMs['firstSentence'] ??= elapsedMs();
    yield event;
  }
  stopIfCancelled(signal);
  const used = new Set(prompt.used.map((hit) => hit.passageId));
  if (record.declined) {
    const declined = { ...decision, outcome: 'refuse', reason: 'model declined' } as const;
    yield* refuse(deps, turn, { found, ranker, decision: declined, used });
    return;
  }
  const kind = reply.text() === '' ? 'quote' : 'model';
  if (kind === 'quote') {
    const quote = pickQuote(ranked);
    invariant(quote !== undefined, 'a turn that may answer has a sentence to quote');
    yield* reply.say(quote.text, quote.passage);
    record.timingsMs['firstSentence'] = elapsedMs();
  } else {
    const line = lineLeftOut(reply.text(), ranked);
    if (line !== undefined) yield* sayLine(line, reply, record);
  }
  const exception = exceptionLeftOut(reply.text(), searched, ranked);
  if (exception !== undefined) yield* sayLine(exception, reply, record);
  record.timingsMs['total'] = elapsedMs();
  const passport = writePassport(deps, {
    kind,
    question,
    decision,
    found,
    ranker,
    used,
    cited: reply.cited(),
    record,
  });
  yield { type: 'finished', text: reply.text(), offerPerson: passport.unsure === true, passport };
}
