import { buildPrompt, type RankedSentence, rankSentences } from '../../answering/index.ts';
import type { BotSettings } from '../../bots/index.ts';
import type { SearchHit, SearchResult } from '../../knowledge/index.ts';
import type { ChatMessage, Embedder } from '../../models/index.ts';
import { overlap } from './words.ts';

/** Sentences of the page with the answer that are put in, where serving's own choice would leave them out. */
const RAISED_SENTENCES = 3;

export type WrittenPrompt = { messages: ChatMessage[]; used: SearchHit[] };

type Input = { bot: BotSettings; found: Found; hits: SearchHit[] };

/** What was searched, whatever it found. */
type Found = Pick<SearchResult, 'searched' | 'searchedVector'>;

/** The prompt as serving writes it for these passages. */
export async function writePrompt(
  embedder: Embedder,
  { bot, found, hits }: Input,
  signal?: AbortSignal,
): Promise<{ prompt: WrittenPrompt; ranked: RankedSentence[] }> {
  const { sentences: ranked } = await rankSentences(embedder, { ...found, hits }, signal);
  return { ranked, prompt: buildPrompt({ bot, question: found.searched, ranked }) };
}

/** The same, with the sentences that an answer rests on among those that are shown. */
export function withSentencesOf(
  { bot, searched, ranked }: { bot: BotSettings; searched: string; ranked: readonly RankedSentence[] },
  { passageId, answer }: { passageId: string; answer: string },
): WrittenPrompt {
  const required = ranked
    .filter(({ passage }) => passage.passageId === passageId)
    .map((item) => ({ item, share: overlap(item.text, answer) }))
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share)
    .slice(0, RAISED_SENTENCES)
    .map(({ item }) => item);
  return buildPrompt({ bot, question: searched, ranked, required });
}
