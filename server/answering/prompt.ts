import type { BotSettings } from '../bots/index.ts';
import type { SearchHit } from '../knowledge/index.ts';
import type { ChatMessage } from '../models/index.ts';
import type { RankedSentence } from './rank-sentences.ts';

/** What the model reads; a small model loses the thread beyond, and time to the first word grows with the prompt. */
const MAX_SENTENCES = 6;
const MAX_CHARS = 1_000;
/** Repeated after the question: a small model words well what stands right before its answer, and picks badly among many. */
const MAX_CLOSEST = 2;
const MAX_QUESTION_CHARS = 400;
const SPEAKER = 'Customer:';
/** Marks of chat templates, in any of the catalogue's families, and role labels: text may not speak as system or user. */
const TEMPLATE_TOKEN =
  /<\|[^|<>]{0,40}\|>|<\/?s>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:start|end)_of_turn>|^\s{0,3}(?:system|assistant|user|customer)\s*:|^\s{0,3}#+\s/gim;

export type PromptInput = {
  bot: BotSettings;
  /** With the conversation folded in. */
  question: string;
  ranked: readonly RankedSentence[];
  /** Shown whatever their scores are: those that an answer to be taught rests on. */
  required?: readonly RankedSentence[];
};

export type Prompt = {
  messages: ChatMessage[];
  /** The passages that sentences were taken from, best first. */
  used: SearchHit[];
};

/**
 * The prompt as served, and as tuning must train on it: the best sentences of the best passages under their headings, the
 * question, and the sentences closest to it once more. A small model copies from a short, headed excerpt, and invents from a
 * long one.
 */
export function buildPrompt({ bot, question, ranked, required = [] }: PromptInput): Prompt {
  const best = ranked.toSorted((one, other) => other.score - one.score);
  const fitting = new Set(thatFit([...required, ...best.filter((item) => !required.includes(item))]));
  const chosen = ranked.filter((item) => fitting.has(item));
  const closest = best.filter((item) => fitting.has(item)).slice(0, MAX_CLOSEST);
  const content = [
    `Help pages:\n\n${excerpt(chosen)}`,
    `${SPEAKER} ${clean(question).slice(0, MAX_QUESTION_CHARS)}`,
    ['Closest lines:', ...closest.map(closeLine)].join('\n'),
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

/** The question that a prompt of `buildPrompt` asks; undefined for other prompts. */
export function questionIn(messages: readonly ChatMessage[]): string | undefined {
  const content = messages.at(-1)?.content ?? '';
  return content
    .split('\n')
    .findLast((line) => line.startsWith(SPEAKER))
    ?.slice(SPEAKER.length)
    .trim();
}

function systemText(bot: BotSettings): string {
  const persona = clean(bot.persona);
  return [
    `You are the customer service assistant of ${clean(bot.organisation)}.`,
    ...(persona === '' ? [] : [persona]),
    'Answer with facts copied from the help pages.',
  ].join(' ');
}

/** The first of these that fit together. */
function thatFit(items: readonly RankedSentence[]): RankedSentence[] {
  const chosen: RankedSentence[] = [];
  let left = MAX_CHARS;
  for (const item of items.slice(0, MAX_SENTENCES)) {
    if (item.text.length > left && chosen.length > 0) continue;
    chosen.push(item);
    left -= item.text.length;
  }
  return chosen;
}

function closeLine({ heading, text }: RankedSentence): string {
  return `- ${clean(heading)}: ${clean(text).slice(0, MAX_CHARS)}`;
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
