import type { BotSettings } from '../bots/index.ts';
import { findTextTrigger } from '../handoff/index.ts';
import { foreignLanguage } from './language.ts';
import { words } from './words.ts';

/** Longer questions are pasted documents; the visitor is asked for the point instead. */
const MAX_QUESTION_CHARS = 2_000;

export type Route =
  | { kind: 'search' }
  | { kind: 'smalltalk' | 'clarify' | 'handoff' | 'refusal'; text: string; reason: string };

const PERSON =
  /\b(?:speak|talk|chat|connect|transfer|put|pass|hand|get|reach|give)\b.{0,30}\b(?:human|person|agent|someone|somebody|representative|rep|operator|advis[oe]r|manager|supervisor|staff|(?:real|actual) (?:human|person))\b|\b(?:want|need|like|prefer)\b.{0,20}\b(?:a|an|the|real|live|actual)\s+(?:human|person|agent|representative|operator|manager|supervisor)\b|\b(?:human|live agent|real person|customer service rep(?:resentative)?|operator|agent)\s*(?:please|now|!)*\s*$|^\s*(?:human|agent|representative|operator|person)\s*[.!?]*\s*$|\b(?:put|pass|transfer|connect|hand) me (?:through|over|on|to)\b|\b(?:want|wish|like|need|going) to (?:complain|make a complaint)\b|\b(?:anyone|anybody|someone|somebody) (?:there|here|real)\b|\bwho (?:do|can|should|could) i (?:speak|talk) (?:to|with)\b|\bcall me (?:back|please)\b|\bcan (?:someone|somebody) (?:call|phone|ring|help|contact)\b|\b(?:want|need|like|wish|rather|let me)\b.{0,12}\b(?:speak|talk|chat) (?:to|with) (?:an?|your|one of)\b|\b(?:speak|talk|chat|connect|transfer)\b.{0,20}\b(?:colleague|employee|member of (?:the |your )?(?:staff|team)|your team)\b/i;
/** Questions about people's work rather than wishes for one: `Do I need a person to sign?` */
const NOT_PERSON =
  /\b(?:sign for|signature|another person|second person|per person|each person|for one person)\b/i;

const SMALLTALK: readonly { pattern: RegExp; kind: 'greeting' | 'thanks' | 'goodbye' | 'identity' }[] = [
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
      /^(?:ok|okay|great|perfect|brilliant|lovely|super|cool|got it|understood|that helps?|that helped)$/,
  },
  {
    kind: 'goodbye',
    pattern:
      /^(?:ok |okay )?(?:(?:thanks|thank you) )?(?:bye|goodbye|bye bye|see you|see ya|have a (?:nice|good|great) (?:day|one|evening|weekend)|good night|thats all|that is all|that will be all)(?: (?:bye|then|for now|later|thanks|thank you))*$/,
  },
  {
    kind: 'identity',
    pattern:
      /^(?:are you (?:a |an )?(?:bot|robot|human|real person|person|ai|machine)|who are you|what are you|am i talking to a (?:bot|robot|human|person))(?: .{0,20})?$/,
  },
];

/** Decides by code what needs no search: a wish for a person, courtesy, an empty or overlong message, another language. */
export function routeQuestion(question: string, bot: BotSettings): Route {
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
  if (PERSON.test(text) && !NOT_PERSON.test(text)) {
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
  const language = foreignLanguage(text);
  if (language !== undefined) {
    return {
      kind: 'refusal',
      text: `Sorry, I can only answer in English. ${bot.refusal}`,
      reason: `written in another language (${language})`,
    };
  }
  return { kind: 'search' };
}

type Courtesy = (typeof SMALLTALK)[number]['kind'];

function matchSmalltalk(text: string): Courtesy | undefined {
  const plain = words(text).join(' ');
  return SMALLTALK.find(({ pattern }) => pattern.test(plain))?.kind;
}

function courtesyReply(kind: Courtesy, bot: BotSettings): string {
  const replies: Record<Courtesy, string> = {
    greeting: bot.greeting,
    thanks: 'You are welcome. Is there anything else I can help with?',
    goodbye: 'Goodbye, and thank you for getting in touch.',
    identity: `I am the automated assistant of ${bot.organisation}. I answer from our help pages, and can bring in a person.`,
  };
  return replies[kind];
}
