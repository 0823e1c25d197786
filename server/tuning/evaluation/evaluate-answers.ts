import { answerTurn, checkText, withoutCitations } from '../../answering/index.ts';
import { invariant } from '../../base/index.ts';
import type { AnswerKind, Passport } from '../../contract/index.ts';
import { search } from '../../knowledge/index.ts';
import { estimate, mean } from './estimate.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';
import type { QuestionRow } from './rows.ts';
import { chrF, rougeL, tokenF1 } from './text-metrics.ts';
import type { AnswersDeps, EvaluationInput, EvaluationReport } from './types.ts';

export type AnswerItem = {
  id: string;
  question: string;
  kind: AnswerKind;
  /** As shown, citation marks taken out. */
  answer: string;
  reference: string | null;
  answerable: boolean | null;
  /** Documents cited, as corpus ids. */
  cited: string[];
  /** Against the reference; 0 for a refusal; null without a reference. */
  rougeL: number | null;
  chrF: number | null;
  tokenF1: number | null;
  /** Share of the answer's sentences that the passages used support; null when nothing was answered. */
  groundedness: number | null;
  /** Share of `must_include` facts in the answer; null without any. */
  keyFacts: number | null;
  firstSentenceMs: number | null;
  checks: Passport['checks'];
};

const ANSWERED: ReadonlySet<AnswerKind> = new Set(['model', 'quote', 'approved']);
const KINDS = [
  'model',
  'quote',
  'refusal',
  'handoff',
  'smalltalk',
  'clarify',
  'approved',
] as const satisfies readonly AnswerKind[];

/**
 * Asks every question of the whole pipeline, model included. Word measures are taken over the rows with a `reference` that
 * are not marked unanswerable, and a refusal there scores 0.
 * @throws AppError `cancelled`, and what ingesting, searching or generating throws
 */
export async function evaluateAnswers(
  deps: AnswersDeps,
  input: EvaluationInput,
  signal?: AbortSignal,
): Promise<EvaluationReport<AnswerItem>> {
  const startedAt = deps.clock.now();
  await using workspace = await openWorkspace(deps, input, signal);
  const items: AnswerItem[] = [];
  for (const row of input.questions) {
    items.push(await ask(deps, workspace, row, signal));
    input.onProgress?.({ stage: 'asking', done: items.length, total: input.questions.length });
  }
  return {
    kind: 'answers',
    setup: {
      passages: workspace.passages,
      questions: items.length,
      threshold: workspace.bot.answerThreshold,
    },
    measures: measuresOf(items),
    items,
    elapsedMs: deps.clock.now() - startedAt,
  };
}

async function ask(
  deps: AnswersDeps,
  workspace: Workspace,
  row: QuestionRow,
  signal?: AbortSignal,
): Promise<AnswerItem> {
  const { knowledge, botId, bot } = workspace;
  const documents = new Map<string, string>();
  const passages = new Map<string, { passageId: string; titlePath: string[]; text: string }>();
  const turnDeps = {
    ...deps,
    bot,
    settingsVersion: 1,
    async search(query: Parameters<typeof search>[1]) {
      const found = await search(knowledge, query, signal);
      for (const hit of found.hits) {
        documents.set(hit.documentId, workspace.corpusId(hit.documentName));
        passages.set(hit.passageId, hit);
      }
      return found;
    },
  };
  const { id, question, history = [] } = row;
  let finished: { text: string; passport: Passport } | undefined;
  for await (const event of answerTurn(turnDeps, { botId, question, history }, signal)) {
    if (event.type === 'finished') finished = event;
  }
  invariant(finished !== undefined, 'a turn ended without its last event');
  const { passport } = finished;
  const used = passport.found.filter((hit) => hit.used).flatMap((hit) => passages.get(hit.passageId) ?? []);
  const answered = ANSWERED.has(passport.kind);
  const answer = withoutCitations(finished.text);
  const checks = answered
    ? checkText({
        text: answer,
        passages: used,
        question: `${question} ${passport.searched}`,
        organisation: bot.organisation,
      })
    : [];
  return {
    id,
    question,
    kind: passport.kind,
    answer,
    reference: row.reference ?? null,
    answerable: row.answerable ?? null,
    cited: [
      ...new Set(passport.found.filter((hit) => hit.cited).map((hit) => documents.get(hit.documentId) ?? '')),
    ],
    ...wordMeasures(row, answered ? answer : ''),
    groundedness:
      checks.length === 0 ? null : checks.filter((check) => check.supported).length / checks.length,
    firstSentenceMs: passport.timingsMs['firstSentence'] ?? null,
    checks: passport.checks,
  };
}

function wordMeasures(
  row: QuestionRow,
  answer: string,
): Pick<AnswerItem, 'rougeL' | 'chrF' | 'tokenF1' | 'keyFacts'> {
  const { reference, must_include: facts = [] } = row;
  const scored = reference !== undefined && row.answerable !== false;
  const plain = answer.toLowerCase();
  return {
    rougeL: scored ? rougeL(answer, reference) : null,
    chrF: scored ? chrF(answer, reference) : null,
    tokenF1: scored ? tokenF1(answer, reference) : null,
    keyFacts:
      facts.length === 0
        ? null
        : facts.filter((fact) => plain.includes(fact.toLowerCase())).length / facts.length,
  };
}

function measuresOf(items: readonly AnswerItem[]): EvaluationReport<AnswerItem>['measures'] {
  const over = (of: (item: AnswerItem) => number | null, among: readonly AnswerItem[] = items) =>
    estimate(
      among.flatMap((item) => of(item) ?? []),
      mean((value: number) => value),
    );
  const answered = items.filter((item) => ANSWERED.has(item.kind));
  const byModel = items.filter((item) => item.kind === 'model');
  return {
    'ROUGE-L': over((item) => item.rougeL),
    chrF: over((item) => item.chrF),
    'token F1': over((item) => item.tokenF1),
    'key facts': over((item) => item.keyFacts),
    'ROUGE-L, answered': over((item) => item.rougeL, answered),
    'ROUGE-L, model': over((item) => item.rougeL, byModel),
    groundedness: over((item) => item.groundedness),
    ...Object.fromEntries(
      KINDS.map((kind) => [`share ${kind}`, over((item) => (item.kind === kind ? 1 : 0))]),
    ),
  };
}
