import type { HandoffSettings, TriggerAction } from '../bots/index.ts';

export type TextTrigger = { reason: 'keyword' | 'anger'; action: TriggerAction; word: string };

const ANGER =
  /\b(?:wtf|bullshit|fuck(?:ing|ed)?|damn (?:bot|thing|you)|bloody (?:useless|hopeless|bot)|(?:stupid|useless|dumb|idiotic) (?:bot|robot|machine|thing|chat ?bot|assistant|company|service)|(?:this|that|it|you|your \w{1,20}|everything|the (?:bot|service|support|company|chat))(?:'s|'re| is| are| was) (?:absolutely |completely |totally |so |just )?(?:ridiculous|unacceptable|outrageous|disgraceful|disgusting|a disgrace|a joke|useless|pathetic|infuriating)|(?:am|i'm|im|are|we're) (?:so |very |really |extremely |absolutely )?(?:angry|furious|livid|fed up|sick of|sick and tired|outraged|disgusted)|waste of (?:my |our )?(?:time|money)|worst (?:service|company|experience|support)|terrible (?:service|support|experience)|(?:i will|i'll|going to|gonna) sue|how many times (?:do|must|have) i (?:have to |need to |got to )?(?:ask|say|tell|repeat|explain|write|call|phone|wait)|never (?:buy|order|shop|come) (?:here |from you )?again|das ist (?:doch )?(?:unverschämt|eine frechheit|eine zumutung|lächerlich)|ich bin (?:stink|echt |sehr |wirklich )?(?:sauer|wütend)|verdammt\w*|schei(?:ß|ss)\w*)/iu;
/** Shouting alone is a habit; with several exclamation marks it is anger. */
const MIN_SHOUTED_LETTERS = 12;

/** What in a visitor's own words calls for a person: a word that the admin listed, or anger. Keywords go first. */
export function findTextTrigger(text: string, settings: HandoffSettings): TextTrigger | undefined {
  const { actions } = settings;
  const folded = ` ${fold(text)} `;
  const word = settings.keywords.find((keyword) => folded.includes(` ${fold(keyword)} `));
  if (word !== undefined && actions.keyword !== 'off') {
    return { reason: 'keyword', action: actions.keyword, word };
  }
  const angry = ANGER.exec(text.replaceAll('’', "'"))?.[0] ?? (isShouted(text) ? 'shouting' : undefined);
  if (angry !== undefined && actions.anger !== 'off') {
    return { reason: 'anger', action: actions.anger, word: angry };
  }
  return undefined;
}

/** Words in lower case without diacritics, one space between; an empty keyword matches nothing. */
function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? ['\u0000']).join(' ');
}

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const upper = text.match(/\p{Lu}/gu) ?? [];
  return /!{2,}/.test(text) && letters.length >= MIN_SHOUTED_LETTERS && upper.length > 0.8 * letters.length;
}
