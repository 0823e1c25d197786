import { capitalised } from '../base/index.ts';

/** Up to a comma, or before what begins a clause: `In the information centre` is a place. */
const LEAD_IN =
  /^(?:according to|based on|as (?:stated|mentioned|described) in|from|in|per) (?:the|this|our|your) (?:provided |given |above )*(?:text|passage|information|context|document|policy text)s?(?: provided| above)?(?:,\s+|\s+(?=(?:you|we|they|it|there|the|your|our|this|these|an?|all|if|when|each|every|no)\b))/i;
const REPORTING =
  /^the (?:provided |given )?(?:text|passage|document|context) (?:says|states|mentions|explains|indicates|specifies)(?: that)?:?\s+/i;
const LABEL = /^(?:answer|a|response|assistant|reply)\s*:\s*/i;
const MARKER = /\s?\[\d{1,2}\]/g;
/** Emphasis and bullets the model copies; plain sentences are shown. */
const MARKUP = /\*\*|__|^#+\s+|^[-*•]\s+/g;

/** `Hours: - Open from nine`, `Is it free?: - Yes`: an item of the list it read, run into the line above. */
const RUN_IN = /(?:(\?):|(:))\s+[-*•]\s+/g;

/** Takes off what a model says around an answer: labels, lead-ins, citation marks, emphasis. Facts stay untouched. */
export function tidySentence(sentence: string): string {
  const plain = sentence
    .replace(MARKUP, '')
    .replace(MARKER, '')
    .replace(LABEL, '')
    .replace(RUN_IN, '$1$2 ')
    .trim();
  const bare = plain
    .replace(LEAD_IN, '')
    .replace(REPORTING, '')
    .replace(/^["“](.*)["”]$/, '$1')
    .trim();
  return capitalised(bare);
}
