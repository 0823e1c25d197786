import { withoutCitations } from '../../answering/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError, newId } from '../../base/index.ts';
import type { CorrectionAdvice, VisitorReader } from '../../contract/index.ts';
import { redactTexts } from '../lessons/redact-lessons.ts';
import { type AdviseInput, adviseOn, saidOf } from './advise.ts';
import { claimsAreIn, keyFacts } from './advise-correction.ts';
import { correctionFromRow, madeColumns } from './correction-row.ts';
import { type CorrectionPlan, makeApproved, makeFact, makeLesson } from './make-correction.ts';
import { makeTest, requireOtherWords } from './make-test.ts';
import { type PlannedMade, planMade } from './plan-made.ts';
import { requireForEveryone } from './require-for-everyone.ts';
import type { AnswerNow, Correction, CorrectionDeps, CorrectionRoute, MadeOf } from './types.ts';
import { type BrokenOff, withdraw } from './withdraw-correction.ts';

export type ApplyCorrectionInput = AdviseInput & {
  actor: string;
  /** As advised when absent. */
  route?: CorrectionRoute;
  /** The visitor's when absent. */
  question?: string;
  /** Fact: the passage it takes the place of; as advised when absent, none when null. */
  replaces?: string | null;
  /** Fact: the new passage's whole text. */
  passage?: string;
  /** The same question in other words; a lesson needs it. */
  testQuestion?: string;
  mustPass?: boolean;
  /** Lesson: approve it at once. */
  approve?: boolean;
};

export type AppliedCorrection = {
  correction: Correction;
  advice: CorrectionAdvice;
  now?: AnswerNow & { holds: boolean };
};

/** Tells what the bot says to a question now, as a visitor would hear it. */
export type AskAgain = (
  input: { botId: string; question: string; reader?: VisitorReader | undefined },
  signal?: AbortSignal,
) => Promise<AnswerNow>;

/**
 * Puts an answer right: a fact or a fixed answer holds from the next question on, and is asked for at once; a lesson and its
 * preference wait for the next teaching. A test guards it either way. What failed midway is taken back.
 * @throws AppError `not_found`, `bad_request` naming the field, `conflict` where something in its way is named, or where
 * the answer rests on a document that not everybody may be told of
 */
export async function applyCorrection(
  deps: CorrectionDeps,
  input: ApplyCorrectionInput,
  askAgain?: AskAgain,
  signal?: AbortSignal,
): Promise<AppliedCorrection> {
  await requireForEveryone(deps, input);
  const advice = await adviseOn(deps, input, signal);
  const route = input.route ?? advice.route;
  const asked = input.question ?? input.given.passport.question;
  if (route === 'lesson') await requireOtherWords(deps, asked, input.testQuestion);
  using _held = await deps.lease.hold();
  const row = await rowOf(deps, { ...input, route, advice });
  const plan = { ...input, ...wordsOf(row), route, advice };
  const planned = await planMade(deps, plan);
  const noted = { ...row, ...madeColumns(planned) };
  await deps.store.db.insertInto('corrections').values(noted).execute();
  let correction: Correction;
  try {
    const made = await makeAll(deps, plan, planned, signal);
    correction = await finishRow(deps, { ...input, correctionId: row.id, route, made });
  } catch (thrown) {
    await giveUp(deps, { ...noted, actor: input.actor });
    throw thrown;
  }
  if (askAgain === undefined || route === 'lesson') return { correction, advice };
  const { reader } = input.given.passport;
  const said = await askAgain({ botId: input.botId, question: plan.question, reader }, signal);
  return { correction, advice, now: { ...said, holds: claimsAreIn(plan.after, said.text) } };
}

type Planned = ApplyCorrectionInput & { route: CorrectionRoute; advice: CorrectionAdvice };

async function makeAll(
  deps: CorrectionDeps,
  plan: Planned & CorrectionPlan,
  planned: PlannedMade,
  signal?: AbortSignal,
): Promise<MadeOf> {
  const { route, advice, after } = plan;
  const made: MadeOf = { ...planned };
  if (route === 'fact') await makeFact(deps, plan, made, signal);
  else if (route === 'approved') await makeApproved(deps, plan, made);
  else await makeLesson(deps, plan, made, signal);
  const mustInclude = keyFacts(after, advice.differences);
  made.test = await makeTest(deps, { ...plan, mustInclude, testId: planned.test.id });
  return made;
}

type NewRow = Awaited<ReturnType<typeof rowOf>>;

function wordsOf({ question, before, after, heading, passage }: NewRow) {
  return { question, before, after, heading: heading ?? question, passageText: passage ?? after };
}

async function rowOf(deps: CorrectionDeps, input: Planned) {
  const { actor, botId, given, route, advice } = input;
  const isFact = route === 'fact';
  const isAdvised = isFact && input.replaces === undefined;
  const text = input.passage ?? (isAdvised ? advice.replaces?.edited : undefined) ?? input.answer;
  const texts = [
    input.question ?? given.passport.question,
    withoutCitations(saidOf(given, input.said)),
    withoutCitations(input.answer).trim(),
    text,
  ];
  const clean = await redactTexts(deps.store.db, botId, texts);
  const [question = '', before = '', after = '', passage = ''] = clean;
  if (after === before.trim()) {
    throw new AppError('bad_request', 'answer: this is what the bot said; write what it should say instead.');
  }
  const at = deps.clock.now();
  return {
    id: newId('corr'),
    bot_id: botId,
    turn_id: given.id,
    message_id: given.messageId,
    question,
    before,
    after,
    route,
    heading: isFact ? question : null,
    passage: isFact ? passage : null,
    state: 'applying' as const,
    held_by: deps.lease.id,
    author: actor,
    undone_by: null,
    created_at: at,
    updated_at: at,
  };
}

type Applied = { actor: string; botId: string; correctionId: string; route: CorrectionRoute; made: MadeOf };

async function finishRow(
  { store, clock }: CorrectionDeps,
  { actor, botId, correctionId, route, made }: Applied,
): Promise<Correction> {
  return await store.transact(async (tx) => {
    const at = clock.now();
    const change = { ...madeColumns(made), state: 'applied', held_by: null, updated_at: at } as const;
    const finished = await tx
      .updateTable('corrections')
      .set(change)
      .where('id', '=', correctionId)
      .where('state', '=', 'applying')
      .returningAll()
      .executeTakeFirst();
    if (finished === undefined) {
      throw new AppError('timeout', 'The correction took too long and was taken back. Please try again.');
    }
    const details = { correctionId, route, turnId: finished.turn_id };
    await recordAudit(tx, { at, actor, verb: 'applyCorrection', subject: `bot:${botId}`, details });
    return correctionFromRow(finished);
  });
}

/** What could not be taken back now is at the next look for what was left behind. */
async function giveUp(deps: CorrectionDeps, row: BrokenOff & { actor: string }): Promise<void> {
  try {
    await withdraw(deps, row);
  } catch (error) {
    deps.log.error('correction-not-taken-back', { correctionId: row.id, error });
  }
}
