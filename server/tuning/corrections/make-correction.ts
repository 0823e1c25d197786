import { invariant, toAppError } from '../../base/index.ts';
import { createApprovedAnswer, listApprovedAnswers, updateApprovedAnswer } from '../../bots/index.ts';
import type { CorrectionAdvice } from '../../contract/index.ts';
import { listPassages, withholdPassage } from '../../knowledge/index.ts';
import { createLesson } from '../lessons/create-lesson.ts';
import { approveLesson } from '../lessons/set-lesson-state.ts';
import { correctAnswer } from '../preference/correct-answer.ts';
import { approvePair } from '../preference/set-pair-state.ts';
import { writeFacts } from './fact-document.ts';
import { replacedBy } from './plan-made.ts';
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
  plan: CorrectionPlan,
  made: MadeOf,
  signal?: AbortSignal,
): Promise<void> {
  const { actor, botId } = plan;
  const replaces = replacedBy(plan);
  if (replaces !== null) made.withheld = await withholdPassage(deps, { botId, passageId: replaces, actor });
  const documentId = await writeFacts(deps, { botId, actor }, signal);
  if (documentId !== undefined) made.documentId = documentId;
}

/** Changes the approved answer that was planned to be changed; else makes one. */
export async function makeApproved(
  deps: CorrectionDeps,
  { actor, botId, question, after }: CorrectionPlan,
  { approved }: MadeOf,
): Promise<void> {
  invariant(approved, 'A correction by an approved answer plans which.');
  const { id, before } = approved;
  if (before === undefined) {
    await createApprovedAnswer(deps, { actor, botId, id, question, answer: after });
    return;
  }
  const there = (await listApprovedAnswers(deps, { botId })).find((item) => item.id === id);
  const isKnown = there !== undefined && [there.question, ...there.paraphrases].includes(question);
  const changes = { answer: after, ...(!isKnown && { paraphrases: [...before.paraphrases, question] }) };
  const expectedVersion = before.version ?? 0;
  await updateApprovedAnswer(deps, { actor, botId, approvedAnswerId: id, changes, expectedVersion });
}

/** A lesson from the passages that the answer had, and a preference where a model worded it. */
export async function makeLesson(
  deps: CorrectionDeps,
  plan: CorrectionPlan,
  made: MadeOf,
  signal?: AbortSignal,
): Promise<void> {
  const { actor, botId, given, question, after, approve = false } = plan;
  const { lessonId, pairId } = made;
  invariant(lessonId !== undefined && pairId !== undefined, 'A correction by a lesson plans which.');
  delete made.pairId;
  await createLesson(deps, {
    id: lessonId,
    actor,
    botId,
    source: 'correction',
    origin: `answer ${given.id}`,
    history: given.history,
    question,
    answer: after,
    ...(await foundationOf(deps, plan)),
  });
  if (approve) await approveLesson(deps, { actor, botId, lessonId });
  try {
    await correctAnswer(deps, { id: pairId, actor, botId, turn: given, chosen: after }, signal);
    made.pairId = pairId;
    if (approve) await approvePair(deps, { actor, botId, pairId });
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
