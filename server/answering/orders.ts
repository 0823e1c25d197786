/**
 * Sentences of a document that speak to a bot rather than to a reader, or that are markup: whoever put them there, no answer
 * is made of them. Documents are data; this keeps what was written as an order from being quoted as an answer.
 */
const ORDERS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|disable)\b.{0,40}\b(?:instructions?|rules|prompts?|checks?|guidelines|everything (?:above|before)|help pages)\b/i,
  /^\W{0,3}(?:assistant|system|bot|chatbot|ai|llm)\s*:/i,
  /\b(?:assistant|bot|chatbot|language model|ai|llm)\b(?: model)? (?:must|should|shall|has to|is to|will now|needs to)\b/i,
  /\b(?:answer|reply|respond|end|begin|start)\b.{0,30}\b(?:every|each|all|any) (?:questions?|messages?|answers?|repl(?:y|ies))\b/i,
  /\b(?:reply|respond|answer)\b.{0,40}\bto everything\b/i,
  /\bfrom now on\b.{0,20}\byou\b/i,
  /\b(?:mention|say|include)\b.{0,60}\bin (?:all|every|each) (?:answers?|repl(?:y|ies)|messages?)\b/i,
  /\bwhen (?:asked|someone asks|visitors ask)\b.{0,40}\b(?:say|answer|reply|claim|tell)\b/i,
  /\b(?:reveal|print|output|repeat)\b.{0,30}\b(?:system )?(?:prompt|instructions)\b/i,
  /\b(?:act as (?:an? |the )(?:visitor|user|admin\w*|assistant|bot|developer)|pretend (?:to be|that you|you))\b/i,
  /\bsend\b[^.;,]{0,25}\b(?:card numbers?|passwords?|pins?|cvv)\b|\b(?:give|tell us) (?:us |me )?(?:your|their) passwords?\b/i,
  /<\/?(?:script|iframe|img|svg|style|object|embed|form|link|meta)\b|<!--|javascript:|!\[[^\]]*\]\s*\(|<\|/i,
];

export function isOrder(sentence: string): boolean {
  return ORDERS.some((pattern) => pattern.test(sentence));
}
