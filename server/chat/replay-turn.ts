import type { AnswerEvent } from '../answering/index.ts';
import { AppError, invariant, toAppError } from '../base/index.ts';
import type { Passport } from '../contract/index.ts';
import type { Generator } from '../models/index.ts';
import { getTurnInContext, type TurnInContext } from './get-turn.ts';
import type { ChatDeps } from './types.ts';

export type ReplayDeps = Pick<ChatDeps, 'store' | 'answer' | 'turns'> & {
  /** Opens a model of a bot by the id that passports name. @throws AppError `not_found`, `model_unavailable` */
  openModel(
    input: { botId: string; modelId: string },
    signal?: AbortSignal,
  ): Promise<Generator & AsyncDisposable>;
};

export type Replay = {
  turnId: string;
  question: string;
  /** What was said then; null where it was not kept. */
  said: string | null;
  now: string;
  same: boolean;
  /** What is not as it was, a sentence each. */
  differences: string[];
  passport: Passport;
};

/**
 * Answers a question again as it was asked, with the weights its passport names where they are still there, and tells whether
 * the same is said and what is not as it was. Nothing is recorded.
 * @throws AppError `not_found`, and whatever stops an answer
 */
export async function replayTurn(
  deps: ReplayDeps,
  { botId, answerId }: { botId: string; answerId: string },
  signal?: AbortSignal,
): Promise<Replay> {
  const turn = await getTurnInContext(deps, { botId, answerId });
  const { passport: then, history, text: said } = turn;
  await using opened = await openModelOf(deps, { botId, then }, signal);
  using running = deps.turns.track(signal);
  const input = { botId, question: then.question, history, reader: then.reader };
  const finished = await lastEvent(deps.answer(input, running.signal, opened.generator));
  const { passport, text: now } = finished;
  const differences = [
    ...(opened.problem === undefined ? [] : [opened.problem]),
    ...(said === null ? ['What was said then was not kept.'] : []),
    ...(await whatChanged(deps, turn, passport)),
  ];
  return { turnId: turn.id, question: then.question, said, now, same: now === said, differences, passport };
}

type OpenedModel = AsyncDisposable & { generator?: Generator; problem?: string };

async function openModelOf(
  deps: ReplayDeps,
  { botId, then }: { botId: string; then: Passport },
  signal?: AbortSignal,
): Promise<OpenedModel> {
  const { model } = then;
  if (model === undefined) return { async [Symbol.asyncDispose]() {} };
  try {
    const generator = await deps.openModel({ botId, modelId: model.id }, signal);
    return { generator, [Symbol.asyncDispose]: () => generator[Symbol.asyncDispose]() };
  } catch (thrown) {
    const { code, message } = toAppError(thrown);
    if (code === 'cancelled' || code === 'shutting_down') throw thrown;
    const problem = `The model "${model.id}" that answered then cannot be opened: ${message} What serves now answered.`;
    return { problem, async [Symbol.asyncDispose]() {} };
  }
}

async function lastEvent(
  events: AsyncIterable<AnswerEvent>,
): Promise<Extract<AnswerEvent, { type: 'finished' }>> {
  for await (const event of events) if (event.type === 'finished') return event;
  invariant(false, 'An answer ended without its last event.');
}

async function whatChanged(deps: ReplayDeps, turn: TurnInContext, now: Passport): Promise<string[]> {
  const then = turn.passport;
  const changes: string[] = [];
  if (then.model && now.model && then.model.sha256 !== now.model.sha256) {
    changes.push(`Other weights: ${nameOf(then.model)} then, ${nameOf(now.model)} now.`);
  }
  if (then.embedder && now.embedder && then.embedder.sha256 !== now.embedder.sha256) {
    changes.push(`Another embedder: ${nameOf(then.embedder)} then, ${nameOf(now.embedder)} now.`);
  }
  if (then.found.length > 0 && now.found.length > 0) changes.push(...whatRanksNow(then.ranker, now.ranker));
  if (isByLines(then) && isByLines(now)) {
    changes.push(...whatReadsNow(then.decision.reading?.model, now.decision.reading?.model));
  }
  if (then.indexVersion !== now.indexVersion) {
    const gone = await countGone(deps, turn);
    const passages = `${gone} of the ${then.found.length} passages found then are gone or switched off`;
    changes.push(`Other documents: version ${then.indexVersion} then, ${now.indexVersion} now; ${passages}.`);
  }
  if (then.settingsVersion !== now.settingsVersion) {
    changes.push(`Other settings: version ${then.settingsVersion} then, ${now.settingsVersion} now.`);
  }
  if (then.searched !== now.searched) {
    changes.push(`Searched otherwise: "${then.searched}" then, "${now.searched}" now.`);
  }
  if (then.kind !== now.kind) changes.push(`Another kind of reply: ${then.kind} then, ${now.kind} now.`);
  if (then.approved?.id !== now.approved?.id || then.approved?.version !== now.approved?.version) {
    changes.push('Another approved answer, or another version of it.');
  }
  return changes;
}

/** Decided by lines that were found; else nothing is read, whatever this machine has. */
function isByLines({ found, decision }: Passport): boolean {
  return found.length > 0 && decision.score > 0;
}

type Named = { id: string; sha256: string };

/** The model that reads the closest lines once more; a machine may have none. */
function whatReadsNow(then: Named | undefined, now: Named | undefined): string[] {
  if (then?.sha256 === now?.sha256) return [];
  if (then === undefined)
    return now === undefined ? [] : [`The closest lines are read once more now, by ${nameOf(now)}.`];
  return now === undefined
    ? [`The closest lines were read once more then, by ${nameOf(then)}; now they are not.`]
    : [`Another model reads the closest lines: ${nameOf(then)} then, ${nameOf(now)} now.`];
}

/** The model that tells which lines are the closest; a machine may have none. */
function whatRanksNow(then: Named | undefined, now: Named | undefined): string[] {
  if (then?.sha256 === now?.sha256) return [];
  if (then === undefined)
    return now === undefined ? [] : [`Which lines are the closest is told by ${nameOf(now)} now.`];
  return now === undefined
    ? [`Which lines are the closest was told by ${nameOf(then)} then; now it is not.`]
    : [`Another model tells which lines are the closest: ${nameOf(then)} then, ${nameOf(now)} now.`];
}

function nameOf({ id, sha256 }: Named): string {
  return `${id} (${sha256.slice(0, 12)})`;
}

async function countGone({ store }: ReplayDeps, { botId, passport }: TurnInContext): Promise<number> {
  const ids = passport.found.map(({ passageId }) => passageId);
  if (ids.length === 0) return 0;
  const query = store.db.selectFrom('passages').select('id').where('bot_id', '=', botId);
  const there = await query.where('id', 'in', ids).where('enabled', '=', 1).execute();
  return ids.length - there.length;
}

/** One sentence on how a replay went, as a failure where something else was said. */
export function replayVerdict({ same, differences }: Replay): string {
  if (same) return 'The same text, word for word.';
  const why =
    differences.length > 0
      ? differences.join(' ')
      : 'Weights, documents and settings are the same; the program may be another version.';
  throw new AppError('conflict', `Another text. ${why}`);
}
