import type { BotSettings } from '../bots/index.ts';
import type { HistoryMessage } from '../contract/index.ts';
import { findTextTrigger } from '../handoff/index.ts';
import type { Embedder } from '../models/index.ts';
import { isAngry } from './anger.ts';
import { answersOffer, OFFER } from './answers-offer.ts';
import { asksForPerson } from './calls-for-person.ts';
import { apologyIn, foreignLanguage, languageName } from './language.ts';
import { matchSpoken, type Spoken } from './match-spoken.ts';
import { words } from './words.ts';

/** Longer questions are pasted documents; the visitor is asked for the point instead. */
const MAX_QUESTION_CHARS = 2_000;

export type Route =
  | { kind: 'search' }
  | { kind: 'smalltalk' | 'clarify' | 'handoff' | 'refusal'; text: string; reason: string };

type Courtesy = 'greeting' | 'thanks' | 'goodbye' | 'identity' | 'chat';

const SMALLTALK: readonly { pattern: RegExp; kind: Courtesy }[] = [
  {
    kind: 'greeting',
    pattern:
      /^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|howdy)(?: (?:there|all|team|again|everyone))?(?:,? how are (?:you|things)(?: (?:doing|today))*)?$/,
  },
  { kind: 'greeting', pattern: /^how are (?:you|things)(?: (?:doing|today))*$/ },
  {
    kind: 'thanks',
    pattern:
      /^(?:ok |okay |great |perfect |brilliant |lovely |super |cool )*(?:many |lots of )?(?:thanks|thank you|thankyou|thx|ty|cheers|much appreciated|appreciated)(?: (?:a lot|a million|so much|very much|again|for (?:your |the |all your )?(?:help|info|information|time|answer)|that (?:helps?|helped)|that is (?:great|helpful|all)|thats (?:great|helpful|all)))*$/,
  },
  {
    kind: 'thanks',
    pattern:
      /^(?:ok|okay|ok cool|ok great|great|perfect|brilliant|lovely|super|cool|got it|understood|that helps?|that helped)$/,
  },
  {
    kind: 'goodbye',
    pattern:
      /^(?:ok |okay )?(?:(?:thanks|thank you) )?(?:bye|goodbye|bye bye|see you|see ya|have a (?:nice|good|great) (?:day|one|evening|weekend)|good night|thats all|that is all|that will be all)(?: (?:bye|then|for now|later|thanks|thank you))*$/,
  },
  {
    kind: 'identity',
    pattern:
      /^(?:are you (?:a |an )?(?:bot|robot|human|real person|person|ai|machine)|who are you|what are you|am i talking to a (?:bot|robot|human|person))(?: (?:or .{1,20}|then|exactly|really|please|anyway|actually|here|now|today|chatting|talking to me))?$/,
  },
  {
    kind: 'identity',
    pattern:
      /^(?:what (?:can|do) you do|what can i ask(?: you)?|how (?:can|do) you help(?: me)?|what are you for|help|help me|what is this)$/,
  },
  {
    kind: 'chat',
    pattern:
      /^(?:(?:ha){2,}h?|lol|lmao|test|testing|just testing|hmm+|nothing|never ?mind|good (?:job|bot)|well done|i love you|i like you|you are (?:funny|great|nice|cool|the best)|nice to meet you|how is your day(?: going)?|whats up|tell me (?:a joke|something funny)|im bored|i am bored|do you like me|whats your name|what is your name|how old are you|merry christmas|happy (?:birthday|new year))$/,
  },
];

export type RouteDeps = {
  embedder: Embedder;
  bot: BotSettings;
  /** BCP 47; English when absent. */
  language?: string | undefined;
};

type Asked = { question: string; history?: readonly HistoryMessage[] | undefined };

/**
 * Decides by code, in words first and then by meaning, what needs no search.
 * @throws AppError what the embedder throws
 */
export async function findRoute(
  { embedder, bot, language }: RouteDeps,
  { question, history = [] }: Asked,
  signal?: AbortSignal,
): Promise<Route> {
  const toOffer = answersOffer(question, history, bot);
  if (toOffer !== undefined) return routeOffered(toOffer, bot);
  const route = routeQuestion(question, bot, language);
  if (route.kind !== 'search') return route;
  const spoken = await matchSpoken(embedder, question.trim(), signal);
  return (spoken && routeSpoken(spoken, bot)) ?? route;
}

function routeOffered(said: 'yes' | 'no', bot: BotSettings): Route {
  return said === 'yes'
    ? { kind: 'handoff', text: bot.handoffMessage, reason: 'said yes to a person' }
    : { kind: 'smalltalk', text: 'All right. What else would you like to know?', reason: 'wants no person' };
}

function routeSpoken(spoken: Spoken, bot: BotSettings): Route | undefined {
  if (spoken === 'person') return { kind: 'handoff', text: bot.handoffMessage, reason: 'asked for a person' };
  if (spoken === 'anger') return calmed(bot);
  return { kind: 'smalltalk', text: courtesyReply('chat', bot), reason: 'chat' };
}

/** What an admin set decides whether a person is called, offered or neither. */
function calmed(bot: BotSettings): Route | undefined {
  const action = bot.handoff.actions.anger;
  if (action === 'off') return undefined;
  const isCalled = action === 'request';
  const next = isCalled ? bot.handoffMessage : OFFER;
  const text = `I am sorry about this. ${next}`;
  return { kind: isCalled ? 'handoff' : 'smalltalk', text, reason: 'anger' };
}

/**
 * What words alone tell: a wish for a person, courtesy, anger, an empty or overlong message, another language.
 * `language` is the bot's.
 */
export function routeQuestion(question: string, bot: BotSettings, language = 'en'): Route {
  const text = question.trim();
  if (!/[\p{L}\p{N}]/u.test(text)) {
    return { kind: 'clarify', text: 'What would you like to know?', reason: 'the message has no words' };
  }
  if (text.length > MAX_QUESTION_CHARS) {
    return {
      kind: 'clarify',
      text: 'That is a long message. What is your question, in a sentence or two?',
      reason: `longer than ${MAX_QUESTION_CHARS} characters`,
    };
  }
  if (asksForPerson(text)) {
    return { kind: 'handoff', text: bot.handoffMessage, reason: 'asked for a person' };
  }
  const trigger = findTextTrigger(text, bot.handoff);
  if (trigger?.action === 'request') {
    const reason = trigger.reason === 'keyword' ? `keyword "${trigger.word}"` : 'anger';
    return { kind: 'handoff', text: bot.handoffMessage, reason };
  }
  const courtesy = matchSmalltalk(text);
  if (courtesy !== undefined) {
    return { kind: 'smalltalk', text: courtesyReply(courtesy, bot), reason: courtesy };
  }
  const foreign = foreignLanguage(text, language);
  if (foreign !== undefined) {
    return {
      kind: 'refusal',
      text: `${apologyIn(foreign, language)}\n${bot.refusal}`,
      reason: `written in another language (${languageName(foreign)})`,
    };
  }
  return (isAngry(text) ? calmed(bot) : undefined) ?? { kind: 'search' };
}

function matchSmalltalk(text: string): Courtesy | undefined {
  const plain = words(text).join(' ');
  return SMALLTALK.find(({ pattern }) => pattern.test(plain))?.kind;
}

function courtesyReply(kind: Courtesy, bot: BotSettings): string {
  const replies: Record<Courtesy, string> = {
    greeting: bot.greeting,
    thanks: 'You are welcome. Is there anything else I can help with?',
    goodbye: 'Goodbye, and thank you for getting in touch.',
    chat: `I am better at questions about ${bot.organisation} than at chatting. What would you like to know?`,
    identity: `I am the automated assistant of ${bot.organisation}. I answer from our help pages, and can bring in a person.`,
  };
  return replies[kind];
}
