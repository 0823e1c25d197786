import { capitalised } from '../../base/index.ts';
import { chance, pick, shuffled } from './chance.ts';
import type { Page, Pages } from './pages.ts';
import type { TaughtPair } from './types.ts';

/** What customers ask, and what a page that tells it would say. A page with such a word is never asked about it. */
const DETAILS: readonly { ask: string; told: RegExp }[] = [
  { ask: 'can I pay in instalments?', told: /instal?ment|klarna|credit|spread the cost|monthly|in parts/i },
  { ask: 'is there an app for it?', told: /\bapps?\b/i },
  { ask: 'do you have this in Welsh?', told: /welsh|language|translat/i },
  { ask: 'is there a large-print or Braille version?', told: /braille|large[- ]print/i },
  {
    ask: 'how many people use it each year?',
    told: /each year|a year|per year|visitors|customers (?:use|a year)/i,
  },
  { ask: 'is there a discount for nurses?', told: /nurse|nhs|discount|per cent|%/i },
  { ask: 'what happens during a public holiday?', told: /holiday|christmas|easter/i },
  { ask: 'do you send a text message about it?', told: /\btexts?\b|sms|message/i },
  { ask: 'is it covered by my home insurance?', told: /insur/i },
  { ask: 'can I sign up by telephone?', told: /phone|call us|\bring\b|01\d{3}/i },
  { ask: 'what is the tax on it?', told: /\btax|vat\b|duty|duties/i },
  { ask: 'can I give it to a charity?', told: /charit|donat/i },
  { ask: 'is there a video that shows it?', told: /video|film|youtube/i },
];

const FRAMES = [
  (topic: string, ask: string) => `I have a question about ${topic}: ${ask}`,
  (topic: string, ask: string) => `About ${topic}: ${ask}`,
  (topic: string, ask: string) => `${capitalised(topic)} - ${ask}`,
] as const;

/** What no organisation's help pages are about. */
const OFF_TOPIC = [
  'What is the capital of Norway?',
  'Can you write me a poem about autumn?',
  'Who won the football last night?',
  'How do I bake bread without yeast?',
  'What is 17 times 23?',
  'Will it rain tomorrow?',
  'Which phone should I buy?',
  'Can you help me with my maths homework?',
  'What is a good name for a goldfish?',
  'How do I get rid of a headache?',
  'Who should I vote for?',
  'Tell me a joke about penguins.',
  'What films are on this weekend?',
  'How do I change a car tyre?',
  'Should I buy shares in a bank?',
  'How far away is the moon?',
] as const;

/** Headings that read on after "about". */
const MAX_TOPIC_WORDS = 4;
const NOT_A_TOPIC =
  /[?:.!,;()|]|\b(?:how|what|when|who|where|why|if|can|you|your|we|our|us|i|my|is|are|do|does|get|out of date|superseded|archiv\w*)\b/i;

/** Questions about a page's own topic that neither its document nor a page that speaks of the topic answers, one a page at most. */
export function unaskedQuestions(pages: Pages, seed: number): TaughtPair[] {
  const everything = pages.all.map(({ text }) => ({ text, plain: text.toLowerCase() }));
  return shuffled(pages.all, seed, ({ documentName, position }) => `${documentName}/${position}`).flatMap(
    (page) => {
      const topic = topicOf(page);
      if (topic === undefined) return [];
      const near = (pages.byDocument.get(page.documentName) ?? []).map(({ text }) => text);
      const last = topic.split(' ').at(-1)?.toLowerCase() ?? topic;
      const ofTopic = everything.filter(({ plain }) => plain.includes(last)).map(({ text }) => text);
      const texts = [...near, ...ofTopic];
      const open = DETAILS.filter(({ told }) => !texts.some((text) => told.test(text)));
      const detail = open[Math.floor(chance(seed, 'detail', topic) * open.length)];
      if (detail === undefined) return [];
      const question = pick(FRAMES, seed, topic, detail.ask)(topic, detail.ask);
      return [declined(question, 'rule: a detail that no page tells', page.documentName)];
    },
  );
}

/**
 * `Drover 35` asked for as `Drover 90`: a model that no page knows. Stricter on what a model is than `unknownModel`, which refuses
 * by it: a row too few is missed by nobody.
 */
export function unknownModels(pairs: readonly TaughtPair[], pages: Pages, seed: number): TaughtPair[] {
  const everything = pages.all.map(({ titlePath, text }) => `${titlePath.join(' ')} ${text}`).join('\n');
  return pairs.flatMap(({ question, documentName, history }) => {
    if (history.length > 0) return [];
    const named =
      /(?<![.?!] )(?<!^)\b(\p{Lu}\p{Ll}{2,}) (\d{1,3})\b(?! ?(?:%|per|days?|pm|am|st|nd|rd|th|January|February|March|April|May|June|July|August|September|October|November|December))/u.exec(
        question,
      );
    if (named === null || named[1] === undefined || isDate(named[1])) return [];
    const other = [5, 7, 15, 45, 65, 80, 90, 120].find(
      (number) =>
        chance(seed, question, String(number)) < 0.5 && !everything.includes(`${named[1]} ${number}`),
    );
    if (other === undefined) return [];
    const changed = question.replace(named[0], `${named[1]} ${other}`);
    return [declined(changed, 'rule: a model that no page knows', documentName)];
  });
}

export function offTopicQuestions(seed: number): TaughtPair[] {
  return shuffled(OFF_TOPIC, seed, (question) => question).map((question) =>
    declined(question, 'rule: beside everything on the pages'),
  );
}

function declined(question: string, who: string, documentName?: string): TaughtPair {
  return { question, answer: '', history: [], who, ...(documentName === undefined ? {} : { documentName }) };
}

function topicOf({ titlePath }: Page): string | undefined {
  const heading = titlePath.at(-1)?.trim() ?? '';
  const words = heading.split(/\s+/).length;
  if (heading === '' || words > MAX_TOPIC_WORDS || NOT_A_TOPIC.test(heading) || /\d{4}/.test(heading))
    return undefined;
  const isName =
    heading
      .split(/\s+/)
      .slice(1)
      .some((word) => /^\p{Lu}/u.test(word)) || /\d/.test(heading);
  return isName ? heading : heading.charAt(0).toLowerCase() + heading.slice(1);
}

function isDate(word: string): boolean {
  return /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|^(?:size|page|row|step)$/i.test(word);
}
