/** What stands before `send` or `give` where nobody is told to hand a secret over: a warning, or what is sent to the reader. */
const WARNS_OR_SENDS = String.raw`(?<!(?:\b(?:never|not|we|they)|n['’]t)\b[^.,;:!?]{0,40})`;

/**
 * Sentences of a document that speak to a bot rather than to a reader, or that are markup: whoever put them there, no answer
 * is made of them. Documents are data; this keeps what was written as an order from being quoted as an answer. What an organisation
 * tells its readers in like words (`We answer all questions by e-mail`, `Never send your PIN`) is left alone.
 */
const ORDERS: readonly RegExp[] = [
  /(?<!(?:\b(?:never|not)|n['’]t) )\b(?:ignore|disregard|forget|override|bypass|disable) (?:(?:all|any|every|each|the|your|my|our|these|those|previous|prior|above|earlier|other|system|safety|of) ){0,4}(?:instructions?|rules|prompts?|checks?|guidelines|everything (?:above|before)|help pages)\b/i,
  /^\W{0,3}(?:assistant|system|bot|chatbot|ai|llm)\s*:/i,
  /(?:^\W*assistant|\b(?:the|this|your|our|an?|any|every|ai|virtual|digital|automated) assistant|\b(?:bot|chatbot|language model|ai|llm)(?: model)?) (?:must|should|shall|has to|is to|will now|needs to)\b/i,
  /(?:^\W*|[,;:!] |\b(?:and|then|always|please|must|should|shall) )(?:answer|reply|respond|end|begin|start)\b.{0,30}\b(?:every|each|all|any) (?:questions?|messages?|answers?|repl(?:y|ies))\b.{0,20}\b(?:with|using|saying|by (?:saying|writing|adding))\b/i,
  /\b(?:reply|respond|answer)\b.{0,40}\bto everything\b/i,
  /\bfrom now on,? (?:you(?:['’]re| are) (?:an?|the|no longer|free)\b|(?:you (?:will |must |shall |should )?)?(?:only |always |never )?(?:act|answer|reply|respond|speak|say|write|mention|pretend|behave)\b)/i,
  /\b(?:mention|say|include)\b.{0,60}\bin (?:all|every|each) (?:answers?|repl(?:y|ies))\b|\b(?:mention|say|include) (?!your\b).{0,60}\bin (?:all|every|each) messages?\b/i,
  /\bwhen (?:asked|someone asks|visitors ask)\b(?! for\b).{0,40}\b(?:say|answer|reply|claim|tell)\b/i,
  /\b(?:reveal|print|output|repeat)\b.{0,30}\bsystem (?:prompt|message)\b|\b(?:reveal|print|output|repeat) (?:(?:all|me|us|of|the) )*(?:your|initial|hidden|secret|original) (?:prompt|instructions)\b/i,
  /\b(?:act as (?:an? |the )(?:visitor|user|admin\w*|assistant|bot|developer)|pretend (?:to be|that you|you))\b/i,
  new RegExp(
    `${WARNS_OR_SENDS}\\b(?:send\\b[^.;,]{0,25}\\b(?:card numbers?|passwords?(?! reset)|pins?|cvv)|(?:give|tell us) (?:us |me )?(?:your|their) passwords?)\\b`,
    'i',
  ),
  /<\/?(?:script|iframe|img|svg|style|object|embed|form|link|meta)\b|<!--|javascript:|!\[[^\]]*\]\s*\(|<\|/i,
];

/** Whether a sentence of a document speaks to a bot, or is markup: nothing is answered from it. */
export function isOrder(sentence: string): boolean {
  return ORDERS.some((pattern) => pattern.test(sentence));
}
