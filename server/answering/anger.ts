import { words } from './words.ts';

/** Strong words that are no part of a question; whoever says them is offered a person. */
const ANGER =
  /\b(?:ridiculous|disgrace(?:ful)?|unacceptable|incompetent|outrageous|furious|livid|fuming|seething|outraged|fed up|sick (?:and tired )?of (?:this|you|it|waiting|being)|pathetic|shambles|shambolic|laughing ?stock|what a joke|bull ?shit|wtf|hate (?:this|you|it)|wast(?:e|ing|ed) (?:of )?my time|shut up|(?:piss|sod|bugger|bog)(?:ed)? off|f+u+c+k\w*|ffs|for (?:god|heaven|christ|pete)['’]?s sake|bloody (?:hell|joke|awful|useless|disgrace|bot|robot|machine|company|idiots?)|shit(?:ty|e)?|bastards?|arseholes?|assholes?|screw you|damn (?:you|bot|robot|company)|had it (?:with|up to)|had enough(?: of (?:this|you|it|your)|\W*$)|lost (?:all )?patience|how dare you|beyond a joke)\b|\b(?:am|i'm|im|are|we're|getting|makes? me|making me) (?:\w+ )?(?:angry|mad at|disgusted)\b/i;
const HARSH =
  '(?:useless|terrible|horrible|awful|appalling|diabolical|worst|rubbish|crap|stupid|scam(?:mers?)?|thieves|liars?|crooks|idiots?|morons?)';
/**
 * Words for what is bad, where they are said of us or are all that is said: a headache is terrible too, rubbish is collected, and a
 * scam is reported.
 */
const SAID_OF_US = new RegExp(
  `\\b(?:you(?: people| lot| guys)?(?:['’]re| are| were)?|your \\w+(?: \\w+)? (?:is|are|was|were)|(?:this|that|it|everything)(?:['’]s| is| was)(?: an?)?|what an?|bunch of|such an?) (?:(?:all|a|an|just|so|the|absolutely|completely|totally|utterly|really|bloody|complete|total|absolute|bunch of|lot of|load of) ){0,3}${HARSH}(?:\\W*$|[.,!]| (?:at|service|company|shop|bot|support|customer|place|website|experience|people|staff|ever)\\b)|\\b${HARSH} (?:customer )?(?:service|company|shop|store|bot|robot|machine|support|website|experience|attitude|people)\\b|^(?:\\w+ )?(?:useless|terrible|horrible|awful|appalling|diabolical|stupid|idiots?|morons?|liars?|thieves|crooks)\\W*$|^\\W*(?:utter|total|complete|absolute) (?:rubbish|crap)\\W*$`,
  'i',
);
/** What has gone wrong again and again, or what nobody answers. */
const LET_DOWN =
  /\bthis is (?:now |already )?(?:the|my) (?:second|third|fourth|fifth|sixth|tenth|hundredth|umpteenth|nth|\d{1,3}(?:nd|rd|th)) (?:time|e-?mail|message|call|letter)\b|\b(?:nobody|no ?one|none of you|you (?:never|don['’]?t|do not|won['’]?t)|you (?:have|['’]ve) (?:not|never)|you haven['’]?t)\b.{0,12}\b(?:answer(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?|pick(?:s|ed)? up|call(?:s|ed)? (?:me )?back|g[eo]t(?:s|ten)? back|listen(?:s|ed|ing)?|cares?|helps?|helped)\b|\b(?:asked|written|wrote|e-?mailed|called|phoned|rung|complained|told you|contacted you|chased)(?: \w+){0,3} (?:three|four|five|six|ten|several|many|countless|\d{1,3}) times\b|\bhow (?:many times|much longer|often) (?:do|must|will|shall|have) i (?:have to |need to |got to |to )?(?:ask|say|tell|repeat|explain|write|call|phone|chase|remind|wait)\b/i;
/** What is threatened with. Who has a solicitor, must go to court or tells the police of a theft threatens nobody. */
const THREAT =
  /\b(?:i|we)(?:['’]ll| will| shall| want to| intend to|(?:['’]m| am|['’]re| are)(?: (?:going|about))?)\b.{0,16}(?:\bsu(?:e|ing) you\b|\b(?:call|contact|ring|inform|consult|involve|instruct)(?:ing)? (?:my|our|a) (?:lawyer|solicitor|attorney)|\btak(?:e|ing) (?:you|this|it|the matter|your \w+) to (?:court|small claims)|\btak(?:e|ing) legal action|\b(?:to|report(?:ing)? (?:you|this|it) to) (?:the ombudsman|trading standards|small claims|the (?:press|papers|media))\b)|\bsee you in court\b|\byou(?:['’]ll| will) (?:be hearing|hear) from my\b|\breport(?:ing)? you to\b/i;
/** A clause that asks is about something, however it is said. */
const ASKS =
  /\?|(?:^|[.,;:!–-] +|\b(?:and|but|so) )(?:(?:hi|hello|hey)[, ]+)?(?:how (?!dare|many times|much longer|often)|what (?!an?\b)|when\b|where\b|which\b|who\b|why\b|can\b|could\b|do\b|does\b|is\b|are\b|may\b|will\b|would\b)/i;
const MAX_ANGRY_WORDS = 40;

/** Whether a text asks something, with or without a question mark. */
export function asks(text: string): boolean {
  return ASKS.test(text);
}

/** Whether somebody lets off steam and asks nothing. */
export function isAngry(text: string): boolean {
  if (asks(text) || words(text).length > MAX_ANGRY_WORDS) return false;
  return [ANGER, SAID_OF_US, LET_DOWN, THREAT].some((pattern) => pattern.test(text));
}
