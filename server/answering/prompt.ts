import type { BotSettings } from '../bots/index.ts';
import type { HistoryMessage } from '../contract/index.ts';
import type { SearchHit } from '../knowledge/index.ts';
import type { ChatMessage } from '../models/index.ts';

/** Passages the model reads; a small model loses the thread beyond. */
const MAX_PASSAGES = 3;
/** About 450 tokens of English. Time to the first word grows with the prompt. */
const MAX_PASSAGE_CHARS = 1_800;
const MAX_HISTORY_TURNS = 2;
const MAX_HISTORY_CHARS = 240;
/** Marks of chat templates, in any of the catalogue's families: text may not speak as system or user. */
const TEMPLATE_TOKEN =
  /<\|[^|<>]{0,40}\|>|<\/?s>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:start|end)_of_turn>|^\s{0,3}(?:system|assistant|user)\s*:/gim;

export type PromptInput = {
  bot: BotSettings;
  question: string;
  history: readonly HistoryMessage[];
  hits: readonly SearchHit[];
};

export type Prompt = { messages: ChatMessage[]; used: SearchHit[] };

/** The prompt as served, and as tuning must train on it: system, then one message with passages and the question. */
export function buildPrompt({ bot, question, history, hits }: PromptInput): Prompt {
  const used = fitPassages(hits);
  const passages = used.map((hit, index) => `[${index + 1}] ${passageText(hit)}`).join('\n\n');
  const earlier = recentTurns(history);
  const content = [
    `Text:\n"""\n${passages}\n"""`,
    ...(earlier === '' ? [] : [`Earlier:\n${earlier}`]),
    `Question: ${clean(question)}`,
    'Answer in one or two short sentences, using only the text.',
  ].join('\n\n');
  return {
    messages: [
      { role: 'system', content: systemText(bot) },
      { role: 'user', content },
    ],
    used,
  };
}

function systemText(bot: BotSettings): string {
  const persona = bot.persona.trim();
  return [
    `You answer customers of ${bot.organisation}.`,
    ...(persona === '' ? [] : [clean(persona)]),
    'Use only facts from the text. Be brief.',
  ].join(' ');
}

/** Whole passages while they fit; the first is cut at a sentence when it alone is too long. */
function fitPassages(hits: readonly SearchHit[]): SearchHit[] {
  const used: SearchHit[] = [];
  let left = MAX_PASSAGE_CHARS;
  for (const hit of hits.slice(0, MAX_PASSAGES)) {
    const length = passageText(hit).length;
    if (length <= left) used.push(hit);
    else if (used.length === 0) used.push({ ...hit, text: cutAtSentence(hit.text, left) });
    else break;
    left -= length;
  }
  return used;
}

function cutAtSentence(text: string, maxChars: number): string {
  const cut = text.slice(0, maxChars);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('\n'));
  return end > maxChars / 2 ? cut.slice(0, end + 1) : cut;
}

function passageText(hit: SearchHit): string {
  return `${clean(hit.titlePath.join(' > '))}\n${clean(hit.text)}`;
}

function recentTurns(history: readonly HistoryMessage[]): string {
  return history
    .slice(-MAX_HISTORY_TURNS)
    .map(
      ({ role, content }) =>
        `${role === 'user' ? 'Customer' : 'You'}: ${clean(content).slice(0, MAX_HISTORY_CHARS)}`,
    )
    .join('\n');
}

/** Untrusted text, made unable to close its fence or to open a chat turn. */
function clean(text: string): string {
  let previous: string;
  let current = text.replaceAll('"""', '"');
  do {
    previous = current;
    current = previous.replace(TEMPLATE_TOKEN, '');
  } while (current !== previous);
  return current
    .replace(/[ \t]+/g, ' ')
    .replace(/\n{2,}/g, '\n')
    .trim();
}
