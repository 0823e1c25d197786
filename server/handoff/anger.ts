/** So plain that it is anger beside a question, too; said of us, of this bot, or of what became of the visitor. English and German. */
const AMID_QUESTIONS =
  /\b(?:wtf|bullshit|fuck(?:ing|ed)?|damn (?:bot|thing|you)|bloody (?:useless|hopeless|bot)|(?:stupid|useless|dumb|idiotic) (?:bot|robot|machine|thing|chat ?bot|assistant|company|service)|(?:this|that|it|you|your \w{1,20}|everything|the (?:bot|service|support|company|chat))(?:'s|'re| is| are| was) (?:absolutely |completely |totally |so |just )?(?:ridiculous|unacceptable|outrageous|disgraceful|disgusting|a disgrace|a joke|useless|pathetic|infuriating)|(?:am|i'm|im|are|we're) (?:so |very |really |extremely |absolutely )?(?:angry|furious|livid|fed up|sick of|sick and tired|outraged|disgusted)|waste of (?:my |our )?(?:time|money)|worst (?:service|company|experience|support)|terrible (?:service|support|experience)|(?:i will|i'll|going to|gonna) sue|how many times (?:do|must|have) i (?:have to |need to |got to )?(?:ask|say|tell|repeat|explain|write|call|phone|wait)|never (?:buy|order|shop|come) (?:here |from you )?again|das ist (?:doch )?(?:unverschämt|eine frechheit|eine zumutung|lächerlich)|ich bin (?:stink|echt |sehr |wirklich )?(?:sauer|wütend)|verdammt\w*|schei(?:ß|ss)\w*)/iu;

/** Strong words that are no part of a question. */
const STRONG =
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

/** The words by which a text is angry whatever it asks besides, or undefined. */
export function findAnger(text: string): string | undefined {
  return AMID_QUESTIONS.exec(text.replaceAll('’', "'"))?.[0];
}

/** Whether a text that asks nothing lets off steam; beside a question the same words are often part of it. */
export function letsOffSteam(text: string): boolean {
  return [STRONG, SAID_OF_US, LET_DOWN, THREAT].some((pattern) => pattern.test(text));
}
