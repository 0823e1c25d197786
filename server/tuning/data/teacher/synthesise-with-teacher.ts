import { AppError } from '../../../base/index.ts';
import { openDuplicates } from '../near-duplicates.ts';
import { currentPages, inTurns, problemOfPair } from '../page-order.ts';
import type { Page } from '../pages.ts';
import { openScene } from '../scene.ts';
import type { Synthesised, SynthesiseInput } from '../synthesise.ts';
import { droppedPair, pairOfPage } from '../taught-pair.ts';
import type { DataDeps, TaughtPair } from '../types.ts';
import { openTeacher, type Teacher, type TeacherBudget, type TeacherReply } from './ask-teacher.ts';
import { GENERATE_SYSTEM, type GeneratedPair, generatePrompt, readPairs } from './generate-prompt.ts';
import { JUDGES, readVerdict } from './judge-prompts.ts';
import type { TeacherSettings } from './teacher-address.ts';

/** A night of a small model on this machine, or a few pence elsewhere. */
export const DEFAULT_TEACHER_BUDGET: TeacherBudget = { maxCalls: 1_000, maxTokens: 1_000_000 };
const GENERATE_TOKENS = 700;
/** A verdict is one word; models that reason need room before it. */
const JUDGE_TOKENS = 400;
/** What holds less has nothing to ask about; what holds more is cut, which is what small teachers can read. */
const MIN_PASSAGE_CHARS = 80;
const MAX_PASSAGE_CHARS = 4_000;
/** So many failures one after the other, and the teacher is gone. */
const MAX_FAILURES = 3;

export type TeacherInput = SynthesiseInput & {
  teacher: TeacherSettings;
  budget?: Partial<TeacherBudget>;
  /** Of one request; the default suits a model on a CPU. */
  timeoutMs?: number;
  onProgress?: (progress: { done: number; total: number }) => void;
};

export type TeacherWork = Synthesised & {
  spent: { calls: number; tokens: number };
  /** Why it ended before enough was written. */
  ended?: string;
};

type Candidate = GeneratedPair & { page: Page };

/**
 * Questions and answers that a larger model writes about a bot's documents, the InstructLab way: generate, then faithfulness,
 * relevance and self-containedness, each judged by the same model; what our own rules can tell is told before it is asked.
 * What cannot be read, or does not pass, is dropped with its reason. A teacher that fails midway keeps what it has done.
 * @throws AppError `bad_request` for the address, `model_unavailable` when nothing could be asked at all, `not_found` for the
 * bot, `cancelled`
 */
export async function synthesiseWithTeacher(
  deps: DataDeps,
  input: TeacherInput,
  signal?: AbortSignal,
): Promise<TeacherWork> {
  const { timeoutMs, teacher: settings } = input;
  const budget = { ...DEFAULT_TEACHER_BUDGET, ...input.budget };
  const teacher = openTeacher(settings, { budget, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  const scene = await openScene(deps, input);
  const known = await openDuplicates(scene.embedder, input.exclude, signal);
  const work: TeacherWork = { pairs: [], dropped: [], spent: teacher.spent() };
  const lesson = followTeacher(teacher);

  async function consider(candidate: Candidate): Promise<void> {
    const pair = pairOf(candidate, settings);
    const twin = await known.find(pair.question);
    const reason =
      twin === undefined
        ? ((await problemOfPair(scene, { pair, page: candidate.page }, signal)) ??
          (await judged(lesson, candidate, input.seed, signal)))
        : `asks the same as "${twin}"`;
    if (reason === undefined) {
      work.pairs.push(pair);
      await known.add(pair.question);
    } else work.dropped.push(droppedPair(pair, reason));
  }

  const pages = inTurns(currentPages(scene.pages, input.seed)).filter(
    ({ text }) => text.length >= MIN_PASSAGE_CHARS,
  );
  for (const page of pages) {
    if (work.pairs.length >= input.limit || lesson.ended() !== undefined) break;
    const passage = { ...page, text: page.text.slice(0, MAX_PASSAGE_CHARS) };
    const request = { system: GENERATE_SYSTEM, user: generatePrompt(passage), maxTokens: GENERATE_TOKENS };
    const reply = await lesson.ask({ ...request, seed: input.seed }, signal);
    const { pairs, malformed } = readReply(reply);
    for (const { reason, ...pair } of malformed)
      work.dropped.push(droppedPair(pairOf({ ...pair, page }, settings), reason));
    for (const pair of pairs) if (work.pairs.length < input.limit) await consider({ ...pair, page });
    input.onProgress?.({ done: Math.min(work.pairs.length, input.limit), total: input.limit });
  }
  const ended = lesson.ended();
  if (ended !== undefined && !lesson.hasSpoken())
    throw new AppError('model_unavailable', `The teacher could not be asked: ${ended}.`);
  return { ...work, spent: teacher.spent(), ...(ended === undefined ? {} : { ended }) };
}

type Lesson = Pick<Teacher, 'ask'> & { ended(): string | undefined; hasSpoken(): boolean };

/** Ends with the teacher's own end, or with several failures on end. */
function followTeacher(teacher: Teacher): Lesson {
  let failures = 0;
  let end: string | undefined;
  let hasSpoken = false;
  return {
    ended: () => end,
    hasSpoken: () => hasSpoken,
    async ask(request, signal) {
      if (end !== undefined) return { kind: 'ended', reason: end };
      const reply = await teacher.ask(request, signal);
      failures = reply.kind === 'failed' ? failures + 1 : 0;
      if (reply.kind === 'said') hasSpoken = true;
      else if (reply.kind === 'ended' || failures >= MAX_FAILURES) end = reply.reason;
      return reply;
    },
  };
}

function readReply(reply: TeacherReply): ReturnType<typeof readPairs> {
  if (reply.kind === 'ended') return { pairs: [], malformed: [] };
  if (reply.kind === 'failed')
    return { pairs: [], malformed: [{ question: '', answer: '', reason: reply.reason }] };
  const read = readPairs(reply.text);
  const last = reply.isCutOff ? read.pairs.pop() : undefined;
  if (last !== undefined)
    read.malformed.push({ ...last, reason: 'the reply of the teacher was cut off here' });
  return read;
}

/** The first judge that does not say YES. */
async function judged(
  teacher: Pick<Teacher, 'ask'>,
  { question, answer, page }: Candidate,
  seed: number,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const about = { passage: page.text.slice(0, MAX_PASSAGE_CHARS), question, answer };
  for (const { name, system, user, refusal } of JUDGES) {
    const reply = await teacher.ask({ system, user: user(about), maxTokens: JUDGE_TOKENS, seed }, signal);
    if (reply.kind !== 'said') return `its ${name} could not be judged: ${reply.reason}`;
    const verdict = readVerdict(reply.text);
    if (verdict === undefined) return `its ${name} could not be judged: the teacher said neither YES nor NO`;
    if (!verdict) return refusal;
  }
  return undefined;
}

function pairOf(candidate: Candidate, { model }: TeacherSettings): TaughtPair {
  return pairOfPage(candidate, `teacher: ${model}`);
}
