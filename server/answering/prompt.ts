import type { BotSettings } from '../bots/index.ts';
import type { SearchHit } from '../knowledge/index.ts';
import type { ChatMessage } from '../models/index.ts';
import type { RankedSentence } from './rank-sentences.ts';

/** What the model reads; a small model loses the thread beyond, and time to the first word grows with the prompt. */
const MAX_SENTENCES = 6;
const MAX_CHARS = 1_000;
const MAX_QUESTION_CHARS = 400;
/** Marks of chat templates, in any of the catalogue's families, and role labels: text may not speak as system or user. */
const TEMPLATE_TOKEN =
  /<\|[^|<>]{0,40}\|>|<\/?s>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:start|end)_of_turn>|^\s{0,3}(?:system|assistant|user|customer)\s*:|^\s{0,3}#+\s/gim;

export type PromptInput = {
  bot: BotSettings;
  /** With the conversation folded in. */
  question: string;
  ranked: readonly RankedSentence[];
};

export type Prompt = {
  messages: ChatMessage[];
  /** The passages that sentences were taken from, best first. */
  used: SearchHit[];
};

/**
 * The prompt as served, and as tuning must train on it: the best sentences of the best passages under their headings, then the
 * question. A small model copies from a short, headed excerpt, and invents from a long one.
 */
export function buildPrompt({ bot, question, ranked }: PromptInput): Prompt {
  const chosen = bestThatFit(ranked);
  const content = [
    `Help pages:\n\n${excerpt(chosen)}`,
    `Customer: ${clean(question).slice(0, MAX_QUESTION_CHARS)}`,
    'Reply to the customer in one or two sentences. Copy the facts from the help pages.',
  ].join('\n\n');
  return {
    messages: [
      { role: 'system', content: systemText(bot) },
      { role: 'user', content },
    ],
    used: [...new Map(chosen.map(({ passage }) => [passage.passageId, passage])).values()],
  };
}

function systemText(bot: BotSettings): string {
  const persona = clean(bot.persona);
  return [
    `You are the customer service assistant of ${clean(bot.organisation)}.`,
    ...(persona === '' ? [] : [persona]),
    'Answer with facts copied from the help pages.',
  ].join(' ');
}

/** The best sentences that fit, back in reading order. */
function bestThatFit(ranked: readonly RankedSentence[]): RankedSentence[] {
  const chosen = new Set<RankedSentence>();
  let left = MAX_CHARS;
  for (const item of ranked.toSorted((one, other) => other.score - one.score).slice(0, MAX_SENTENCES)) {
    if (item.text.length > left && chosen.size > 0) continue;
    chosen.add(item);
    left -= item.text.length;
  }
  return ranked.filter((item) => chosen.has(item));
}

function excerpt(chosen: readonly RankedSentence[]): string {
  let text = '';
  let last: RankedSentence | undefined;
  for (const item of chosen) {
    const under = last?.passage.passageId === item.passage.passageId && last.heading === item.heading;
    text += under ? ' ' : `${text === '' ? '' : '\n\n'}# ${clean(item.heading)}\n`;
    text += clean(item.text).slice(0, MAX_CHARS);
    last = item;
  }
  return text;
}

/** Untrusted text, made unable to open a chat turn or a heading of its own. */
function clean(text: string): string {
  let previous: string;
  let current = text;
  do {
    previous = current;
    current = previous.replace(TEMPLATE_TOKEN, '');
  } while (current !== previous);
  return current.replace(/\s+/g, ' ').trim();
}
