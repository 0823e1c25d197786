import {
  type ApprovedBook,
  answerTurn,
  type DecisionModel,
  withoutCitations,
} from '../../answering/index.ts';
import { type Clock, invariant, type Log } from '../../base/index.ts';
import type { BotSettings } from '../../bots/index.ts';
import type { Passport } from '../../contract/index.ts';
import type { SearchHit, SearchInput, SearchResult } from '../../knowledge/index.ts';
import type { Embedder, Generator } from '../../models/index.ts';
import { type AskedItem, groundednessOf, isAnswered, type OwnWords, wordMeasures } from './answer-item.ts';
import { recordGenerator, type Written } from './record-generator.ts';
import type { QuestionRow } from './rows.ts';
import { collectShown, type ShownSentence } from './shown-sentences.ts';

/** The bot that is asked, with its knowledge: its own, live, or that of a workspace. */
export type Venue = {
  botId: string;
  bot: BotSettings;
  decision?: DecisionModel | undefined;
  /** Answers that win over search and model. */
  approved?: ApprovedBook;
  settingsVersion: number;
  search(input: SearchInput, signal?: AbortSignal): Promise<SearchResult>;
  embedder: Embedder;
  clock: Clock;
  log: Log;
  /** The id that `gold_ids` use for a document of this name. */
  corpusId(documentName: string): string;
};

/** Who words the answer; `extractive` has no model, so that the best sentences are quoted. */
export type Wording = Generator | 'extractive';

/**
 * Asks one question of the whole pipeline that serves, and measures what was shown and what the model wrote by itself.
 * @throws AppError `cancelled`, and what searching or generating throws
 */
export async function askQuestion(
  venue: Venue,
  row: QuestionRow,
  wording: Wording,
  signal?: AbortSignal,
): Promise<AskedItem> {
  const hits = new Map<string, SearchHit>();
  const recording = recordGenerator(wording === 'extractive' ? silentGenerator() : wording, signal);
  const turnDeps = {
    ...venue,
    generator: recording.generator,
    async search(input: SearchInput) {
      const found = await venue.search(input, signal);
      for (const hit of found.hits) hits.set(hit.passageId, hit);
      return found;
    },
  };
  const { question, history = [] } = row;
  const shown = collectShown(({ passageId }) => venue.corpusId(hits.get(passageId)?.documentName ?? ''));
  let finished: { text: string; passport: Passport } | undefined;
  for await (const event of answerTurn(turnDeps, { botId: venue.botId, question, history }, signal)) {
    shown.note(event);
    if (event.type === 'finished') finished = event;
  }
  invariant(finished !== undefined, 'a turn ended without its last event');
  const written = await recording.written();
  const own = wording === 'extractive' ? undefined : written;
  return itemOf(venue, row, { ...finished, shown: shown.sentences, hits, own });
}

type Told = {
  text: string;
  passport: Passport;
  shown: ShownSentence[];
  hits: ReadonlyMap<string, SearchHit>;
  own?: Written | undefined;
};

function itemOf(venue: Venue, row: QuestionRow, { text, passport, shown, hits, own }: Told): AskedItem {
  const { id, question, reference = null, answerable = null, gold_ids: gold } = row;
  const { kind, timingsMs } = passport;
  const answered = isAnswered({ kind });
  const answer = withoutCitations(text);
  const context = {
    passages: passport.found.filter((hit) => hit.used).flatMap((hit) => hits.get(hit.passageId) ?? []),
    question: `${question} ${passport.searched}`,
    asked: question,
    organisation: venue.bot.organisation,
  };
  const cited = [
    ...new Set(
      passport.found
        .filter((hit) => hit.cited)
        .map((hit) => venue.corpusId(hits.get(hit.passageId)?.documentName ?? '')),
    ),
  ];
  return {
    id,
    question,
    kind,
    answer,
    shown,
    reference,
    answerable,
    mustPass: row.must_pass ?? false,
    cited,
    citationPrecision:
      gold === undefined || gold.length === 0 || cited.length === 0
        ? null
        : cited.filter((name) => gold.includes(name)).length / cited.length,
    ...wordMeasures(row, answered ? answer : ''),
    groundedness: answered && kind !== 'approved' ? groundednessOf({ ...context, text: answer }) : null,
    own: own === undefined ? null : ownWords(row, own, context),
    declinedBy: answered ? null : own === undefined ? 'code' : 'model',
    firstSentenceMs: timingsMs['firstSentence'] ?? null,
    totalMs: timingsMs['total'] ?? null,
    checks: passport.checks,
  };
}

function ownWords(
  row: QuestionRow,
  { text, reason }: Written,
  context: Omit<Parameters<typeof groundednessOf>[0], 'text'>,
): OwnWords {
  const { rougeL, chrF, keyFacts } = wordMeasures(row, text);
  return { text, reason, rougeL, chrF, keyFacts, groundedness: groundednessOf({ ...context, text }) };
}

function silentGenerator(): Generator {
  return {
    contextTokens: 0,
    identity: () => ({ id: 'extractive', sha256: '0'.repeat(64), precision: 'fp32' }),
    countTokens: async () => 0,
    async *generate() {
      yield { type: 'started', promptTokens: 0, promptSha256: '0'.repeat(64) };
      yield { type: 'finished', reason: 'stop', tokens: 0, timingsMs: { queue: 0, prompt: 0, generate: 0 } };
    },
  };
}
