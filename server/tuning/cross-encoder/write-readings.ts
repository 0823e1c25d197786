import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readingText, retrieve } from '../../answering/index.ts';
import { systemClock } from '../../base/index.ts';
import { readOrganisation, type SearchInput, search } from '../../knowledge/index.ts';
import { rememberingEmbedder } from '../../models/index.ts';
import { defaultBot, openWorkspace } from '../evaluation/open-workspace.ts';
import { readRows } from '../evaluation/read-rows.ts';
import { readQuestions } from '../evaluation/rows.ts';
import type { EvaluationDeps } from '../evaluation/types.ts';
import { type Reading, readingSchema } from './reading.ts';

const PAIRS = 'pairs.jsonl';
const pairSchema = z.object({ yes: z.string().min(1), no: z.string().min(1) });

export type WrittenReadings = { readings: Reading[]; dropped: { question: string; why: string }[] };
type Asked = { question: string; answers: boolean };

/**
 * Writes the readings of one invented organisation: its folder holds `organisation.json`, `documents/` and either `pairs.jsonl` or
 * `tests/questions.jsonl`. It is ingested into a bot of its own, and each question is asked of that bot's search and ranking, so
 * that texts are as served.
 * @throws AppError, Error for a folder that does not hold what it should
 */
export async function writeReadings(
  deps: Omit<EvaluationDeps, 'clock'>,
  folder: string,
  signal?: AbortSignal,
): Promise<WrittenReadings> {
  const embedder = rememberingEmbedder(deps.embedder);
  const { name: organisation } = await readOrganisation(folder);
  const asked = await readAsked(folder);
  const input = { corpus: { organisationFolder: folder }, questions: [], bot: defaultBot(organisation) };
  await using workspace = await openWorkspace({ ...deps, embedder, clock: systemClock }, input, signal);
  const { knowledge, botId, bot } = workspace;
  const venue = { bot, embedder, search: (query: SearchInput) => search(knowledge, query, signal) };
  const written: WrittenReadings = { readings: [], dropped: [] };
  for (const { question, answers } of asked) {
    const retrieved = await retrieve(venue, { botId, question }, signal);
    if (retrieved.kind === 'routed') {
      written.dropped.push({ question, why: `the bot replies by rule (${retrieved.route.kind})` });
      continue;
    }
    const { found, ranked } = retrieved;
    if (ranked.length === 0) {
      written.dropped.push({ question, why: 'nothing is found for it' });
      continue;
    }
    const reading = { organisation, question: found.searched, text: readingText(ranked), answers };
    written.readings.push(readingSchema.parse(reading));
  }
  return written;
}

async function readAsked(folder: string): Promise<Asked[]> {
  if ((await readdir(folder)).includes(PAIRS)) {
    const pairs = await readRows(join(folder, PAIRS), pairSchema);
    return pairs.flatMap(({ row: { yes, no } }) => [
      { question: yes, answers: true },
      { question: no, answers: false },
    ]);
  }
  const questions = await readQuestions(join(folder, 'tests', 'questions.jsonl'));
  return questions.flatMap(({ question, answerable }) =>
    answerable === undefined ? [] : [{ question, answers: answerable }],
  );
}
