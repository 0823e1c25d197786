import { invariant } from '../base/index.ts';
import type { HistoryMessage, Source } from '../contract/index.ts';
import { answerOne } from './answer-one.ts';
import { joinPassports } from './join-passports.ts';
import { plainQuestion } from './plain-question.ts';
import { withoutCitations } from './reply.ts';
import { findRoute } from './route.ts';
import { splitQuestions } from './split-questions.ts';
import type { AnswerEvent, AnswerInput, AnsweringDeps } from './types.ts';

type Finished = Extract<AnswerEvent, { type: 'finished' }>;

/** What leads over to the part that cannot be answered. */
const OTHERWISE = 'As to your other question: ';

/**
 * Answers a message: route, retrieve, decide, word, check; or quotes, or declines with the offer of a person, when code
 * decides so or a taught model does. Two questions at once are answered one after the other.
 * Same input, knowledge, settings and model give the same events, timings aside.
 * @throws AppError `cancelled` once `signal` aborts; whatever search, embedder or generator throw
 */
export async function* answerTurn(
  deps: AnsweringDeps,
  asked: AnswerInput,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const { reader } = asked;
  for await (const event of answerAll(deps, asked, signal)) {
    const isNamed = event.type === 'finished' && reader !== undefined;
    yield isNamed ? { ...event, passport: { ...event.passport, reader } } : event;
  }
}

async function* answerAll(
  deps: AnsweringDeps,
  asked: AnswerInput,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const input = { ...asked, question: plainQuestion(asked.question) };
  const questions = splitQuestions(input.question);
  if (questions.length === 1 || (await isRouted(deps, input, signal))) {
    yield* answerOne(deps, input, signal);
  } else yield* answerEach(deps, input, questions, signal);
}

async function isRouted(deps: AnsweringDeps, input: AnswerInput, signal?: AbortSignal): Promise<boolean> {
  return (await findRoute(deps, input, signal)).kind !== 'search';
}

/** What a message's answer has said so far, and the sources of all its parts. */
type Said = { text: string; sources: Source[] };

/** Sources are numbered through; what was declined is said once, at the end. */
async function* answerEach(
  deps: AnsweringDeps,
  input: AnswerInput,
  questions: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const startedAt = deps.clock.now();
  const history: HistoryMessage[] = [...(input.history ?? [])];
  const ended: Finished[] = [];
  const said: Said = { text: '', sources: [] };
  for (const question of questions) {
    const part = yield* answerPart(deps, { ...input, question, history }, said, signal);
    ended.push(part);
    history.push({ role: 'user', content: question });
    history.push({ role: 'assistant', content: withoutCitations(part.text) });
  }
  const declined = ended.find(({ offerPerson, passport: { unsure } }) => offerPerson && !unsure);
  if (declined !== undefined || said.text === '') {
    const last = declined?.text ?? ended[0]?.text ?? deps.bot.refusal;
    yield say(said, said.text === '' ? last : `${OTHERWISE}${last}`, '\n\n');
  }
  const passports = ended.map(({ passport }) => passport);
  const passport = joinPassports(input.question, passports, deps.clock.now() - startedAt);
  const offerPerson = ended.some((part) => part.offerPerson);
  yield { type: 'finished', text: said.text, offerPerson, passport };
}

/**
 * One of a message's questions: what rests on sources is shown as it comes, an approved answer or a question back when it is whole,
 * and anything else not at all. @returns how it ended
 */
async function* answerPart(
  deps: AnsweringDeps,
  input: AnswerInput,
  said: Said,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent, Finished, undefined> {
  const held: string[] = [];
  let own: Source[] = [];
  let begun = false;
  let ended: Finished | undefined;
  for await (const event of answerOne(deps, input, signal)) {
    if (event.type === 'sources') {
      own = event.sources;
      yield { type: 'sources', sources: numberThrough(said.sources, own) };
    } else if (event.type === 'text' && own.length > 0) {
      yield say(said, renumbered(event.delta, own, said.sources), begun ? '' : '\n\n');
      begun = true;
    } else if (event.type === 'text') held.push(event.delta);
    else if (event.type === 'finished') ended = event;
    else yield event;
  }
  invariant(ended !== undefined, 'an answer ends with its last event');
  const { kind } = ended.passport;
  if (kind === 'approved' || kind === 'clarify') yield say(said, held.join(''), '\n\n');
  return ended;
}

/** `separator` stands before it where something was said already. */
function say(said: Said, text: string, separator: string): AnswerEvent {
  const delta = `${said.text === '' ? '' : separator}${text}`;
  said.text += delta;
  return { type: 'text', delta };
}

/** Adds what is new to the list of all; numbers stay as they were shown. */
function numberThrough(sources: Source[], own: readonly Source[]): Source[] {
  for (const source of own) {
    if (sources.some(({ passageId }) => passageId === source.passageId)) continue;
    sources.push({ ...source, number: sources.length + 1 });
  }
  return [...sources];
}

function renumbered(text: string, own: readonly Source[], sources: readonly Source[]): string {
  return text.replace(/\[(\d{1,2})\]/g, (marker, digits) => {
    const passageId = own.find(({ number }) => number === Number(digits))?.passageId;
    const source = sources.find((item) => item.passageId === passageId);
    return source === undefined ? marker : `[${source.number}]`;
  });
}
