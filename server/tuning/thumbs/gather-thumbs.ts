import { modelWords } from '../../answering/index.ts';
import type { ChatMessage, PromptHash } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';
import type { Askable } from '../data/asked.ts';
import { type Duplicates, openDuplicates } from '../data/near-duplicates.ts';
import type { Scene } from '../data/scene.ts';
import { type FindTested, openTested } from '../data/tested.ts';
import type { DroppedRow, KeptRow } from '../data/types.ts';
import { redactTexts } from '../lessons/redact-lessons.ts';
import { servedPrompt } from '../preference/served-prompt.ts';
import { asideThumbs } from './aside-thumbs.ts';
import { findCorrected } from './find-corrected.ts';
import type { JudgedReply, ThumbRows } from './types.ts';

/** Nobody steers the bot alone; a thumb costs nothing, and who leaves it is not known. */
const MOST_OF_A_VISITOR = 2;
/** Of either kind: at some 3 s a row, more would take longer than the lessons. */
const MOST_OF_A_KIND = 200;
/** In place of a visitor, of whom no name is known. */
const VISITOR = 'visitor';

export type GatherThumbsInput = {
  /** The newest first. */
  replies: readonly JudgedReply[];
  /** Test questions: nothing like them is taught. */
  tests: readonly Askable[];
  promptHash: PromptHash;
};

type Deps = { store: Store };
type Row = Omit<KeptRow, 'split'>;
/** What has been seen so far. */
type Sieve = {
  findTested: FindTested;
  corrected: ReadonlySet<string>;
  /** Prompts with the same answer on which people do not agree. */
  disputed: ReadonlySet<string>;
  found: ReadonlySet<string>;
  asked: Record<JudgedReply['verdict'], Duplicates>;
  ofVisitor: Map<string, number>;
  kept: Record<JudgedReply['verdict'], number>;
};

/**
 * Replies that the model worded and people judged, as rows: the very prompt that was served, which its hash proves, with what the
 * model said; and why others were left out. Without personal data; a fifth of either kind is kept aside.
 * @throws AppError what embedding throws
 */
export async function gatherThumbs(
  deps: Deps,
  scene: Scene,
  { replies, tests, promptHash }: GatherThumbsInput,
  signal?: AbortSignal,
): Promise<ThumbRows> {
  const { embedder, botId } = scene;
  const sieve: Sieve = {
    findTested: await openTested(embedder, tests, signal),
    corrected: await findCorrected(deps, botId),
    disputed: disputedOf(replies),
    found: new Set(scene.pages.all.map(({ passageId }) => passageId)),
    asked: {
      up: await openDuplicates(embedder, [], signal),
      down: await openDuplicates(embedder, [], signal),
    },
    ofVisitor: new Map(),
    kept: { up: 0, down: 0 },
  };
  const kept: Row[] = [];
  const dropped: DroppedRow[] = [];
  for (const reply of replies) {
    const reason = await unfit(reply, sieve);
    const prompt =
      reason === undefined ? await promptOf(deps, scene, { reply, promptHash }, signal) : { reason };
    if ('reason' in prompt) {
      dropped.push({ ...originOf(reply), answer: wordedBy(reply), reason: prompt.reason });
      continue;
    }
    kept.push({ ...originOf(reply), ...prompt });
    await note(reply, sieve);
  }
  const clean = await redacted(deps, botId, { kept, dropped });
  return { kept: asideThumbs(clean.kept), dropped: clean.dropped };
}

/** Why nothing is to be learned of a reply, as far as can be told without its prompt. */
async function unfit(reply: JudgedReply, sieve: Sieve): Promise<string | undefined> {
  const { turnId, verdict, visitor, staff, passport } = reply;
  if (wordedBy(reply) === '') return 'the model worded nothing of it';
  if (passport.prompt === undefined)
    return 'several questions were answered in it, each with a prompt of its own';
  if (sieve.corrected.has(turnId)) return 'staff corrected it, and the correction is what is taught';
  if (sieve.disputed.has(keyOf(reply))) return 'the same answer to the same prompt was liked and disliked';
  if (passport.found.some(({ used, passageId }) => used && !sieve.found.has(passageId)))
    return 'a passage of its prompt is gone, switched off, or not for everybody';
  if (sieve.kept[verdict] >= MOST_OF_A_KIND)
    return `there are ${MOST_OF_A_KIND} newer ones of its kind, as many as a run learns`;
  if (staff === undefined && (sieve.ofVisitor.get(visitor) ?? 0) >= MOST_OF_A_VISITOR)
    return `its visitor judged others, and ${MOST_OF_A_VISITOR} of one visitor count`;
  const tested = await sieve.findTested(new Set([passport.question, passport.searched]));
  if (tested !== undefined) return tested;
  const twin = await sieve.asked[verdict].find(passport.searched);
  return twin === undefined ? undefined : `asks the same as "${twin}"`;
}

async function note({ verdict, visitor, staff, passport }: JudgedReply, sieve: Sieve): Promise<void> {
  sieve.kept[verdict] += 1;
  if (staff === undefined) sieve.ofVisitor.set(visitor, (sieve.ofVisitor.get(visitor) ?? 0) + 1);
  await sieve.asked[verdict].add(passport.searched);
}

/** The prompt with the answer, or why it cannot be had as it was served. */
async function promptOf(
  { store }: Deps,
  { botId, bot, embedder }: Scene,
  { reply, promptHash }: { reply: JudgedReply; promptHash: PromptHash },
  signal?: AbortSignal,
): Promise<Pick<Row, 'messages' | 'documents' | 'passageIds'> | { reason: string }> {
  const { passport } = reply;
  const { messages, used } = await servedPrompt({ store, embedder }, { botId, bot, passport }, signal);
  if (promptHash(messages) !== passport.prompt?.sha256)
    return { reason: 'its prompt cannot be built again as it was served: settings, pages or Foyer changed' };
  const answer: ChatMessage = { role: 'assistant', content: wordedBy(reply) };
  return {
    messages: [...messages, answer],
    documents: [...new Set(used.map(({ documentName }) => documentName))],
    passageIds: used.map(({ passageId }) => passageId),
  };
}

function originOf({ verdict, conversationId, staff, passport }: JudgedReply) {
  const part = verdict === 'up' ? ('thumb-up' as const) : ('thumb-down' as const);
  return { part, question: passport.searched, who: staff ?? VISITOR, conversationId };
}

/** What was shown of the model's own words: lines that code put below them are not its doing. */
function wordedBy({ passport }: JudgedReply): string {
  return modelWords({ checks: passport.checks.filter(({ supported }) => supported) });
}

function keyOf(reply: JudgedReply): string {
  return JSON.stringify([reply.passport.prompt?.sha256, wordedBy(reply)]);
}

function disputedOf(replies: readonly JudgedReply[]): ReadonlySet<string> {
  const verdicts = Map.groupBy(replies, keyOf);
  return new Set(
    [...verdicts]
      .filter(([, same]) => new Set(same.map(({ verdict }) => verdict)).size > 1)
      .map(([key]) => key),
  );
}

type Gathered = { kept: Row[]; dropped: DroppedRow[] };

/** The organisation's own contacts stay, as in lessons. */
async function redacted({ store }: Deps, botId: string, { kept, dropped }: Gathered): Promise<Gathered> {
  const texts = [
    ...kept.flatMap(({ question, messages }) => [question, ...messages.map(({ content }) => content)]),
    ...dropped.flatMap(({ question, answer, reason }) => [question, answer, reason]),
  ];
  const found = await redactTexts(store.db, botId, texts);
  const clean = new Map(texts.map((text, at) => [text, found[at] ?? '']));
  const redact = (text: string) => clean.get(text) ?? '';
  return {
    kept: kept.map((row) => ({
      ...row,
      question: redact(row.question),
      messages: row.messages.map((message) => ({ ...message, content: redact(message.content) })),
    })),
    dropped: dropped.map((row) => ({
      ...row,
      question: redact(row.question),
      answer: redact(row.answer),
      reason: redact(row.reason),
    })),
  };
}
