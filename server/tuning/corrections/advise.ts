import { AppError } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { CorrectionAdvice } from '../../contract/index.ts';
import { listPassages, search } from '../../knowledge/index.ts';
import { adviseCorrection } from './advise-correction.ts';
import type { CorrectionDeps, GivenAnswer } from './types.ts';

/** Passages that a correction itself finds: what the bot missed for the question may well stand there. */
const ELSEWHERE = 5;

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
 * @throws AppError what embedding throws, `not_found`, `bad_request` where what the bot said was not kept and is not sent along
 */
export async function adviseOn(
  deps: Pick<CorrectionDeps, 'store' | 'clock' | 'embedder' | 'index'>,
  { botId, given, answer, said }: AdviseInput,
  signal?: AbortSignal,
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
  const { hits: elsewhere } = await search(deps, { botId, question: answer, limit: ELSEWHERE }, signal);
  return adviseCorrection({ question, before, after: answer, kind, passages, elsewhere, organisation });
}

export function saidOf(given: GivenAnswer, said: string | undefined): string {
  const text = said ?? given.text;
  if (text !== null) return text;
  throw new AppError('bad_request', 'said: what the bot said was not kept; send it along.');
}
