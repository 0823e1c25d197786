import { words } from './words.ts';

const PERSON =
  /\b(?:speak|talk|chat|connect|(?<!\ba )transfer|put|pass|hand|get|reach|give)\b[^.?!]{0,30}\b(?<!\b(?:for|from|into|by|in|if|when) )(?:human|person|agent|(?:someone|somebody)(?! else)|representative|rep|operator|advis[oe]r|manager|supervisor|staff|(?:real|actual) (?:human|person))\b|\b(?:want|need|like|prefer)\b.{0,20}\b(?:a|an|the|real|live|actual)\s+(?:human|person|agent|representative|operator|manager|supervisor)\b|\b(?:human|live agent|real person|customer service rep(?:resentative)?|operator|agent)\s*(?:please|now|!)*\s*$|^\s*(?:human|agent|representative|operator|person)\s*[.!?]*\s*$|\b(?:put|pass|transfer|connect|hand) me (?:through|over|on|to)\b|\b(?:want|wish|like|need|going) to (?:complain|make a complaint)\b|\b(?:anyone|anybody|someone|somebody) (?:there|here|real)\b|\bwho (?:do|can|should|could) i (?:speak|talk) (?:to|with)\b|\bcall me (?:back|please)\b|\bcan (?:someone|somebody) (?:(?:call|phone|ring|contact)\b|help(?: me| us)?(?: please| now| with this)?\s*(?:[?!.]|$))|\b(?:want|need|like|wish|rather|let me)\b.{0,12}\b(?:speak|talk|chat) (?:to|with) (?:an?|your|one of)\b|\b(?:speak|talk|chat|connect|transfer)\b.{0,20}\b(?:colleague|employee|member of (?:the |your )?(?:staff|team)|your team)\b/i;
/** `Get me one of your colleagues`: whoever is fetched, and no more of them than that: `find me a staff discount`. */
const FETCH =
  /\b(?:get|fetch|bring|find|give|send|call|demand|insist on)\b(?: me| us)?(?: in)? (?:(?:one|some|any|someone|somebody) (?:of|from|in) )?(?:a |an |the |your |some |any )?(?:(?:real|actual|live|other|different|senior|duty|store|shop|line) )?(?:colleagues?|employees?|human(?: being)?|manager|supervisor|boss|staff|team|service)(?: members?)?(?=\s*(?:$|[.,!;?]|please\b|now\b|instead\b|at once\b|on the (?:line|phone)\b))/i;
/** Questions about people's work rather than wishes for one: `Do I need a person to sign?` */
const NOT_PERSON =
  /\b(?:sign for|signature|another person|second person|per person|each person|for one person)\b/i;

/** A complaint that is made here and now; what asks about complaints is a question like any other. */
const COMPLAINT =
  /\b(?:want|wish|like|need|have|going|here|writing|trying) to (?:(?:formally|officially|hereby) )?(?:complain\b|(?:make|lodge|file|raise|submit|register|log|place|bring|put in) (?:a|an|my|this) (?:\w+ ){0,2}complaint\b)|\b(?:i am|i'm|im|we are|we're) (?:hereby |now |formally )*(?:complaining\b|(?:making|lodging|filing|raising|submitting) an? (?:\w+ ){0,2}complaint\b)|\bi (?:hereby |formally )(?:complain|object)\b|\b(?:this is|take this as|consider this|treat this as) an? (?:\w+ )?complaint\b|\b(?:want|wish|like|need|going) to (?:escalate|take) (?:this|it|my (?:case|complaint|problem))(?: (?:further|higher|up))?\b|\bescalate (?:this|it|my (?:case|complaint))\b/i;

/** Strong words that are no part of a question; whoever says them is offered a person. */
const ANGER =
  /\b(?:ridiculous|useless|terrible|horrible|awful|appalling|worst|disgrace(?:ful)?|unacceptable|incompetent|outrageous|furious|livid|fuming|seething|outraged|fed up|sick (?:and tired )?of|rubbish|pathetic|diabolical|shambles|shambolic|laughing ?stock|what a joke|scam(?:mers)?|thieves|liars?|crooks|idiots?|morons?|stupid|bull ?shit|crap|wtf|hate (?:this|you|it)|wast(?:e|ing|ed) (?:of )?my time|shut up|(?:piss|sod|bugger|bog)(?:ed)? off|f+u+c+k\w*|ffs|for (?:god|heaven|christ|pete)['’]?s sake|bloody (?:hell|joke|awful|useless|disgrace|bot|robot|machine|company|idiots?)|shit(?:ty|e)?|bastards?|arseholes?|assholes?|screw you|damn (?:you|bot|robot|company)|had (?:it|enough)|lost (?:all )?patience|how dare you|beyond a joke)\b|\b(?:am|i'm|im|are|we're|getting|makes? me|making me) (?:\w+ )?(?:angry|mad at|disgusted)\b/i;
/** What has gone wrong again and again, or what nobody answers. */
const LET_DOWN =
  /\bthis is (?:now |already )?(?:the|my) (?:second|third|fourth|fifth|sixth|tenth|hundredth|umpteenth|nth|\d{1,3}(?:nd|rd|th)) (?:time|e-?mail|message|call|letter)\b|\b(?:nobody|no ?one|none of you|you (?:never|don['’]?t|do not|won['’]?t)|you (?:have|['’]ve) (?:not|never)|you haven['’]?t)\b.{0,12}\b(?:answer(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?|pick(?:s|ed)? up|call(?:s|ed)? (?:me )?back|g[eo]t(?:s|ten)? back|listen(?:s|ed|ing)?|cares?|helps?|helped)\b|\b(?:asked|written|wrote|e-?mailed|called|phoned|rung|complained|told you|contacted you|chased)(?: \w+){0,3} (?:three|four|five|six|ten|several|many|countless|\d{1,3}) times\b|\bhow (?:many times|much longer|often) (?:do|must|will|shall|have) i (?:have to|need to|got to|to)\b/i;
/** What is threatened with. */
const THREAT =
  /\b(?:i|we)(?:['’]ll|['’]m| will| shall| am| are| have)\b.{0,24}\b(?:su(?:e|ing) you|(?:my|our|a) (?:lawyer|solicitor|attorney)|the ombudsman|trading standards|small claims|to court|legal action|the (?:press|papers|police))\b|\bsee you in court\b|\byou(?:['’]ll| will) (?:be hearing|hear) from my\b|\breport(?:ing)? you to\b/i;
/** A clause that asks is about something, however it is said. */
const ASKS =
  /\?|(?:^|[.,;:!–-] +|\b(?:and|but|so) )(?:(?:hi|hello|hey)[, ]+)?(?:how (?!dare|many times|much longer|often)|what (?!a\b)|when\b|where\b|which\b|who\b|why\b|can\b|could\b|do\b|does\b|is\b|are\b|may\b|will\b|would\b)/i;
const MAX_ANGRY_WORDS = 40;

/** Whether a person is asked for in so many words, be it to complain. */
export function asksForPerson(text: string): boolean {
  if ((PERSON.test(text) || FETCH.test(text)) && !NOT_PERSON.test(text)) return true;
  return COMPLAINT.test(text) && !ASKS.test(text);
}

/** Whether somebody lets off steam and asks nothing. */
export function isAngry(text: string): boolean {
  if (ASKS.test(text) || words(text).length > MAX_ANGRY_WORDS) return false;
  return [ANGER, LET_DOWN, THREAT].some((pattern) => pattern.test(text));
}
