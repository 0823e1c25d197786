import { AppError } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { CorrectionAdvice } from '../../contract/index.ts';
import { listPassages } from '../../knowledge/index.ts';
import { adviseCorrection } from './advise-correction.ts';
import type { CorrectionDeps, GivenAnswer } from './types.ts';

export type AdviseInput = {
  botId: string;
  given: GivenAnswer;
  /** What the bot should have said. */
  answer: string;
  /** What it said; needed only where that was not kept. */
  said?: string;
};

/**
 * Says where a correction belongs, and why; changes nothing.
 * @throws AppError `not_found`, `bad_request` where what the bot said was not kept and is not sent along
 */
export async function adviseOn(
  deps: Pick<CorrectionDeps, 'store' | 'clock'>,
  { botId, given, answer, said }: AdviseInput,
): Promise<CorrectionAdvice> {
  const { settings } = await getBot(deps, botId);
  const { question, kind, found } = given.passport;
  const ids = found.map(({ passageId }) => passageId);
  const there = new Map((await listPassages(deps, { botId, ids })).map((passage) => [passage.id, passage]));
  const passages = ids.flatMap((id) => {
    const passage = there.get(id);
    return passage === undefined ? [] : [{ ...passage, passageId: id }];
  });
  const before = saidOf(given, said);
  const { organisation } = settings;
  return adviseCorrection({ question, before, after: answer, kind, passages, organisation });
}

export function saidOf(given: GivenAnswer, said: string | undefined): string {
  const text = said ?? given.text;
  if (text !== null) return text;
  throw new AppError('bad_request', 'said: what the bot said was not kept; send it along.');
}
