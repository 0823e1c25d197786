import { isModelRefusal, type RankedSentence, REFUSAL_PHRASES, retrieve } from '../../answering/index.ts';
import type { HistoryMessage } from '../../contract/index.ts';
import type { SearchHit, SearchResult } from '../../knowledge/index.ts';
import { pick } from './chance.ts';
import { restsOn, shownTarget, targetProblem } from './check-target.ts';
import { asHit, findGold, type Page, supports } from './pages.ts';
import type { Scene } from './scene.ts';
import type { DataPart, DroppedRow, KeptRow, PagePart, TaughtPair } from './types.ts';
import { overlap } from './words.ts';
import { type WrittenPrompt, withSentencesOf, writePrompt } from './write-prompt.ts';

/** Passages whose sentences serving ranks. */
const SHOWN = 3;
/** Far enough down to find distractors once a whole document is out. */
const DISTRACTOR_DEPTH = 24;
/** What a model of this size can learn to say in one go; serving stops it after three sentences anyway. */
const MAX_TARGET_CHARS = 600;
/** A page other than the gold one that has this much of an answer's words may well answer too. */
const MAY_ANSWER = 0.7;

/** One row to be: a pair, asked in these words after this conversation. */
export type RowPlan = {
  part: PagePart;
  pair: TaughtPair;
  question: string;
  history: readonly HistoryMessage[];
};

export type WrittenRow = { kept: Omit<KeptRow, 'split'> } | { dropped: DroppedRow };

/**
 * Writes one row with the bot's own search and prompt, or says why it cannot be taught.
 * @throws AppError what searching and embedding throw
 */
export async function writeRow(scene: Scene, plan: RowPlan, signal?: AbortSignal): Promise<WrittenRow> {
  const target = targetOf(plan);
  if (target.length > MAX_TARGET_CHARS) {
    return drop(
      plan,
      `the answer has ${target.length} characters; a small model learns answers of up to ${MAX_TARGET_CHARS}`,
    );
  }
  const input = { botId: scene.botId, question: plan.question, history: plan.history };
  const retrieved = await retrieve(scene, input, signal);
  if (retrieved.kind === 'routed') {
    const { kind, reason } = retrieved.route;
    return drop(plan, `the bot replies to this by rule, without the model (${kind}: ${reason})`);
  }
  const { found, ranked } = retrieved;
  return isRefusal(plan.part)
    ? await writeRefusal(scene, { plan, found, ranked }, signal)
    : await writeAnswer(scene, { plan, found, target }, signal);
}

export function isRefusal(part: DataPart): boolean {
  return part === 'removed' || part === 'unasked' || part === 'off-topic';
}

async function writeAnswer(
  scene: Scene,
  { plan, found, target }: { plan: RowPlan; found: SearchResult; target: string },
  signal?: AbortSignal,
): Promise<WrittenRow> {
  const { bot, embedder } = scene;
  const { pair } = plan;
  const organisation = bot.organisation;
  const gold = findGold({ pair, hits: found.hits, pages: scene.pages, organisation });
  if (gold === undefined) return drop(plan, 'no page of this bot holds the answer');
  const hits =
    plan.part === 'near-miss' ? await amongNearest(scene, gold, signal) : shownWith(found.hits, gold);
  const { searched } = found;
  const question = `${plan.question} ${searched}`;
  const { prompt, ranked } = await writePrompt(embedder, { bot, found, hits }, signal);
  const about = { target, question, organisation };
  if (problemWith(prompt, about) === undefined) return keep(plan, prompt, { target, gold });
  const shown = { passageId: gold.passageId, answer: target };
  const raised = withSentencesOf({ bot, searched, ranked }, shown);
  const problem = problemWith(raised, about);
  if (problem === undefined) return keep(plan, raised, { target, gold });
  if (pair.lessonId !== undefined && restsOn(pageText(raised), target))
    return keep(plan, raised, { target, gold });
  const left = shownTarget({ ...about, prompt: pageText(raised) });
  return left === undefined ? drop(plan, problem, gold) : keep(plan, raised, { target: left, gold });
}

/** As found; a gold passage that serving would not show takes the last place. */
function shownWith(hits: readonly SearchHit[], gold: Page): SearchHit[] {
  const shown = hits.slice(0, SHOWN);
  if (shown.some(({ passageId }) => passageId === gold.passageId)) return shown;
  return [...shown.slice(0, SHOWN - 1), asHit(gold)];
}

/** The gold passage with those that are most like it, in the order in which its own words find them. */
async function amongNearest(scene: Scene, gold: Page, signal?: AbortSignal): Promise<SearchHit[]> {
  const question = `${gold.titlePath.at(-1) ?? ''} ${gold.text.slice(0, 300)}`;
  const { hits } = await scene.search({ botId: scene.botId, question, limit: SHOWN + 1 }, signal);
  const others = hits.filter(({ passageId }) => passageId !== gold.passageId).slice(0, SHOWN - 1);
  const place = Math.min(others.length, Math.floor(pick([0, 1, 2], scene.seed, gold.passageId, question)));
  return others.toSpliced(place, 0, asHit(gold));
}

async function writeRefusal(
  scene: Scene,
  { plan, found, ranked }: { plan: RowPlan; found: SearchResult; ranked: readonly RankedSentence[] },
  signal?: AbortSignal,
): Promise<WrittenRow> {
  const { bot, embedder } = scene;
  const target = pick(REFUSAL_PHRASES, scene.seed, plan.question, plan.part);
  if (plan.part !== 'removed') {
    const { prompt } = await writePrompt(embedder, { bot, found, hits: found.hits }, signal);
    return keep(plan, prompt, { target });
  }
  const { pair } = plan;
  const gold = findGold({ pair, hits: found.hits, pages: scene.pages, organisation: bot.organisation });
  if (gold === undefined) return drop(plan, 'no page of this bot holds the answer');
  const input = { botId: scene.botId, question: plan.question, history: plan.history };
  const wide = await scene.search({ ...input, limit: DISTRACTOR_DEPTH }, signal);
  const hits = wide.hits
    .filter((hit) => hit.documentName !== gold.documentName && !supports(hit, pair, bot.organisation))
    .slice(0, SHOWN);
  if (hits.length === 0) return drop(plan, 'there is no other page to refuse from', gold);
  const without = await writePrompt(embedder, { bot, found, hits }, signal);
  const answering = mayAnswer(without.ranked, pair, bestCosine(ranked));
  if (answering !== undefined) return drop(plan, `another page may answer it: "${answering}"`, gold);
  return keep(plan, without.prompt, { target, gold });
}

/** A sentence that is as near to the question as the true one, or says nearly the same: refusing it would be wrong. */
function mayAnswer(
  ranked: readonly RankedSentence[],
  pair: TaughtPair,
  goldCosine: number,
): string | undefined {
  return ranked.find(
    ({ text, cosine }) =>
      cosine >= goldCosine || (cosine >= goldCosine * 0.9 && overlap(text, pair.answer) >= MAY_ANSWER),
  )?.text;
}

function bestCosine(ranked: readonly RankedSentence[]): number {
  return Math.max(0, ...ranked.map(({ cosine }) => cosine));
}

function problemWith(
  prompt: WrittenPrompt,
  about: { target: string; question: string; organisation: string },
): string | undefined {
  return targetProblem({ ...about, prompt: pageText(prompt) });
}

function pageText({ messages }: WrittenPrompt): string {
  return messages.at(-1)?.content ?? '';
}

function targetOf({ part, pair }: RowPlan): string {
  return isRefusal(part) || isModelRefusal(pair.answer) ? '' : pair.answer;
}

function keep(
  { part, pair, question, history }: RowPlan,
  { messages, used }: WrittenPrompt,
  { target, gold }: { target: string; gold?: Page },
): WrittenRow {
  const documentName = gold?.documentName || pair.documentName;
  return {
    kept: {
      part,
      question,
      history,
      messages: [...messages, { role: 'assistant', content: target }],
      who: pair.who,
      passageIds: used.map(({ passageId }) => passageId),
      documents: [...new Set(used.map((hit) => hit.documentName))].filter((name) => name !== ''),
      ...(documentName ? { documentName } : {}),
      ...(pair.lessonId === undefined ? {} : { lessonId: pair.lessonId }),
    },
  };
}

function drop({ part, pair, question }: RowPlan, reason: string, gold?: Page): WrittenRow {
  const documentName = gold?.documentName || pair.documentName;
  return {
    dropped: {
      part,
      question,
      answer: pair.answer,
      who: pair.who,
      reason,
      ...(documentName ? { documentName } : {}),
      ...(pair.lessonId === undefined ? {} : { lessonId: pair.lessonId }),
    },
  };
}
