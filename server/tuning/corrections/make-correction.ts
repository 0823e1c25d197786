import { toAppError } from '../../base/index.ts';
import { createApprovedAnswer, listApprovedAnswers, updateApprovedAnswer } from '../../bots/index.ts';
import type { CorrectionAdvice } from '../../contract/index.ts';
import { listPassages, withholdPassage } from '../../knowledge/index.ts';
import { createLesson } from '../lessons/create-lesson.ts';
import { approveLesson } from '../lessons/set-lesson-state.ts';
import { correctAnswer } from '../preference/correct-answer.ts';
import { approvePair } from '../preference/set-pair-state.ts';
import { writeFacts } from './fact-document.ts';
import type { CorrectionDeps, GivenAnswer, MadeOf } from './types.ts';

export type CorrectionPlan = {
  actor: string;
  botId: string;
  given: GivenAnswer;
  question: string;
  before: string;
  after: string;
  advice: CorrectionAdvice;
  replaces?: string | null;
  approve?: boolean;
};

/** The wrong passage is found no more, the right one is. */
export async function makeFact(
  deps: CorrectionDeps,
  { actor, botId, advice, replaces = advice.replaces?.passageId ?? null }: CorrectionPlan,
  made: MadeOf,
  signal?: AbortSignal,
): Promise<void> {
  if (replaces !== null) made.withheld = await withholdPassage(deps, { botId, passageId: replaces, actor });
  const documentId = await writeFacts(deps, { botId, actor }, signal);
  if (documentId !== undefined) made.documentId = documentId;
}

/** Changes the approved answer that was said or that this question has; else makes one. */
export async function makeApproved(
  deps: CorrectionDeps,
  { actor, botId, given, question, after }: CorrectionPlan,
  made: MadeOf,
): Promise<void> {
  const known = await listApprovedAnswers(deps, { botId });
  const saidId = given.passport.approved?.id;
  const there =
    known.find(({ id }) => id === saidId) ??
    known.find((item) => [item.question, ...item.paraphrases].includes(question));
  if (there === undefined) {
    const { id } = await createApprovedAnswer(deps, { actor, botId, question, answer: after });
    made.approved = { id };
    return;
  }
  const { id, version, answer, paraphrases } = there;
  const isKnown = [there.question, ...paraphrases].includes(question);
  const changes = { answer: after, ...(!isKnown && { paraphrases: [...paraphrases, question] }) };
  await updateApprovedAnswer(deps, { actor, botId, approvedAnswerId: id, changes, expectedVersion: version });
  made.approved = { id, before: { answer, paraphrases } };
}

/** A lesson from the passages that the answer had, and a preference where a model worded it. */
export async function makeLesson(
  deps: CorrectionDeps,
  plan: CorrectionPlan,
  made: MadeOf,
  signal?: AbortSignal,
): Promise<void> {
  const { actor, botId, given, question, after, before, approve = false } = plan;
  const lesson = await createLesson(deps, {
    actor,
    botId,
    source: 'correction',
    origin: `answer ${given.id}`,
    history: given.history,
    question,
    answer: after,
    ...(await foundationOf(deps, plan)),
  });
  made.lessonId = lesson.id;
  if (approve) await approveLesson(deps, { actor, botId, lessonId: lesson.id });
  try {
    const pair = await correctAnswer(
      deps,
      { actor, botId, turn: given, chosen: after, rejected: before },
      signal,
    );
    made.pairId = pair.id;
    if (approve) await approvePair(deps, { actor, botId, pairId: pair.id });
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'bad_request' && error.code !== 'conflict') throw thrown;
    made.noPair = error.message;
  }
}

/** What the answer rested on: the passages cited, else the best that was found. */
async function foundationOf(
  deps: CorrectionDeps,
  { botId, given }: CorrectionPlan,
): Promise<{ context?: string; documentName?: string }> {
  const { found } = given.passport;
  const cited = found.filter((item) => item.cited);
  const ids = (cited.length > 0 ? cited : found.slice(0, 1)).map(({ passageId }) => passageId);
  const passages = await listPassages(deps, { botId, ids });
  const [first] = ids.flatMap((id) => passages.find((passage) => passage.id === id) ?? []);
  if (first === undefined) return {};
  const context = passages.map(({ text }) => text).join('\n\n');
  const query = deps.store.db.selectFrom('documents').select('name').where('id', '=', first.documentId);
  const document = await query.executeTakeFirst();
  return { context, ...(document && { documentName: document.name }) };
}
