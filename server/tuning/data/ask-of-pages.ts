import { isItem, passageSentences } from '../../answering/index.ts';
import { capitalised } from '../../base/index.ts';
import type { Page } from './pages.ts';
import { askInTypedWords } from './typed-words.ts';
import { overlap } from './words.ts';

/** A question that a page answers, with the words of the page that answer it. */
export type AskedOfPage = { question: string; answer: string; rule: string };

type Rule = { name: string; ask(sentence: string): string | undefined };

/** Quote-like answers; a longer one is a page of its own. */
const MAX_ANSWER_CHARS = 260;
const MAX_QUESTION_WORDS = 16;
const MIN_QUESTION_WORDS = 3;
const MAX_STEPS = 3;
const MAX_HEADING_WORDS = 6;
/** Columns that read on as "the price for ... is". */
const COLUMNS =
  /^(?:(?:full|sale|daily|weekly|rental|return) )?(?:address|capacity|charge|cost|deposit|discount|duration|fee|height|length|phone|price|rate|volume|warranty|weight|width)$/i;
const MAX_VALUE_CHARS = 60;
/** Of one page: a long table would crowd out everything else. */
const MAX_ROWS = 3;
/** A heading as a customer would ask it. */
const ASKED =
  /^(?!.*\b(?:our|we|us)\b)(?:what|how|when|who|which|where|why|can|may|do|does|is|are|will|should|must)\b.*\?$/i;
/** How much of a heading's words a text about it has. */
const SPEAKS_OF = 0.5;
/** Words that point at what was said before: alone, such a question asks nothing. */
const POINTS_ELSEWHERE =
  /\b(?:it|its|this|that|these|those|they|them|their|there|here|then|he|she|both|such|same|other|others|otherwise|also|either|above|below|later|one|ones|so|too|instead|either)\b/i;
const WE_DO =
  'accept|charge|collect|deliver|exchange|give|hire|hold|keep|lend|make|match|mend|offer|post|print|refund|rent|repair|replace|sell|send|ship|take|wrap';

/** Sentences that tell an amount, a time or a permission, each with the question that it answers. */
const SENTENCE_RULES: readonly Rule[] = [
  {
    name: 'a price in a sentence',
    ask: (sentence) => {
      const found = /^((?:A|An|The|Our|Every|Each) )?([^,;:.()]{3,48}?) (costs?) (?:from )?[£€$]\d/.exec(
        sentence,
      );
      return found && isClear(found[2] ?? '') ? verbQuestion('How much', found, 'cost') : undefined;
    },
  },
  {
    name: 'a duration in a sentence',
    ask: (sentence) => {
      const found =
        /^((?:A|An|The|Our|Every|Each) )?([^,;:.()]{3,48}?) (takes?) (?:about |up to )?[\w-]+(?: to [\w-]+)? (?:working |more )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b/.exec(
          sentence,
        );
      return found && isClear(found[2] ?? '') ? verbQuestion('How long', found, 'take') : undefined;
    },
  },
  {
    name: 'a term in a sentence',
    ask: (sentence) => {
      const found = /^((?:A|An|The|Our|Every|Each) )?([^,;:.()]{3,48}?) (is|are) valid for\b/.exec(sentence);
      return found ? `How long ${found[3]} ${subjectOf(found)} valid?` : undefined;
    },
  },
  {
    name: 'a permission in a sentence',
    ask: (sentence) => {
      const found = /^You (can|may|cannot|can['’]t|may not) ([^,;:.()]{4,70})/.exec(sentence);
      if (found === null) return undefined;
      const wish = clause(found[2] ?? '');
      return wish && `${found[1]?.startsWith('may') ? 'May' : 'Can'} I ${inMyWords(wish)}?`;
    },
  },
  {
    name: 'a need in a sentence',
    ask: (sentence) => {
      const found = /^You (?:need|must have) ([^,;:.()]{4,60})/.exec(sentence);
      const need = found === null ? undefined : clause(found[1] ?? '');
      return need && `Do I need ${inMyWords(need)}?`;
    },
  },
  {
    name: 'what we do in a sentence',
    ask: (sentence) => {
      const found = new RegExp(`^We (?:do not |don['’]t )?((?:${WE_DO}) [^,;:.()]{4,60})`).exec(sentence);
      const deed = found === null || /, not /.test(sentence) ? undefined : clause(found[1] ?? '');
      return deed && `Do you ${toUs(deed)}?`;
    },
  },
  {
    name: 'what must not be done in a sentence',
    ask: (sentence) => {
      const found = /^(?:Do not|Don['’]t|Never) (?!in\b|on\b|at\b|by\b|with\b)([a-z][^,;:.()]{4,50})/.exec(
        sentence,
      );
      const deed =
        found === null || /\b(?:until|unless|if|when|without)\b/.test(sentence)
          ? undefined
          : clause(found[1] ?? '');
      return deed && `May I ${inMyWords(deed)}?`;
    },
  },
  {
    name: 'what can be done with something in a sentence',
    ask: (sentence) => {
      const found =
        /^(?!Only )((?:A|An|The|Our) )?([^,;:.()]{3,40}?) can(?:not)? be (\w+(?:ed|en|wn|ld|nt|ught|ut))\b/.exec(
          sentence,
        );
      return found === null || !isClear(found[2] ?? '')
        ? undefined
        : `Can ${subjectOf(found)} be ${found[3]}?`;
    },
  },
];

/** Every question that rules find in a page or ask of it, the surest first. */
export function askOfPage(page: Page): AskedOfPage[] {
  const sentences = passageSentences(page);
  const plain = sentences.filter(({ text }) => !isRow(text) && !isItem(text));
  const asked = [
    ...fromHeading(page.titlePath.at(-1) ?? '', sentences),
    ...sentences.flatMap(({ text }) => fromRow(text)).slice(0, MAX_ROWS),
    ...plain.flatMap(({ text }) => fromSentence(text)),
    ...(page.titlePath.length > 1 ? aboutTopic(page.titlePath.at(-1) ?? '', plain) : []),
    ...askInTypedWords(page).map((typed) => ({ ...typed, rule: 'words of a sentence' })),
  ];
  return asked.filter(({ question, answer }) => isUsable(question, answer));
}

type Sentences = readonly { text: string; heading: string }[];

/** A heading that is a question, or says how to do something. */
function fromHeading(heading: string, sentences: Sentences): AskedOfPage[] {
  const own = sentences.filter((sentence) => sentence.heading === heading).map(({ text }) => text);
  const question = heading.replace(/^(?:question )?\d+[.:)] */i, '').replace(/^Q[.:] */, '');
  if (ASKED.test(question)) {
    const asked = capitalised(question);
    return [{ question: asked, answer: firstOf(own), rule: 'a question among the headings' }];
  }
  const how = /^How to (.+)$/i.exec(question);
  if (how?.[1] === undefined) return [];
  const steps = own
    .filter(isItem)
    .slice(0, MAX_STEPS)
    .map((text) => text.replace(/^\S+\s+/, ''));
  const answer = steps.length > 0 ? joined(steps) : firstOf(own);
  return [{ question: `How do I ${inMyWords(how[1])}?`, answer, rule: 'steps under a heading' }];
}

/** `Service: Express; Price: £7.95` */
function fromRow(text: string): AskedOfPage[] {
  if (!isRow(text)) return [];
  const cells = text
    .replace(/\.$/, '')
    .split('; ')
    .map((cell) => cell.split(/: (.+)/, 2));
  const [[firstColumn = '', subject = ''] = [], ...rest] = cells;
  if (firstColumn === '' || subject === '' || /^[\d£€$.,]+$/.test(subject)) return [];
  return rest.flatMap(([column = '', value = '']) => {
    if (!COLUMNS.test(column) || !/\p{L}{3}/u.test(subject) || subject.includes('_')) return [];
    if (value === '' || value.length > MAX_VALUE_CHARS) return [];
    const noun = `${column.charAt(0).toLowerCase()}${column.slice(1)}`;
    const answer = `The ${noun} for ${subject} is ${value}.`;
    return [{ question: `What is the ${noun} for ${subject}?`, answer, rule: 'a row of a table' }];
  });
}

function fromSentence(sentence: string): AskedOfPage[] {
  if (!/[.!]$/.test(sentence)) return [];
  for (const { name, ask } of SENTENCE_RULES) {
    const question = ask(sentence);
    if (question !== undefined) return [{ question, answer: sentence, rule: name }];
  }
  return [];
}

/** The least that can be asked: what a page of this heading says. */
function aboutTopic(heading: string, sentences: Sentences): AskedOfPage[] {
  const words = heading.split(/\s+/).length;
  const isTopic = /^\p{Lu}[\p{L} '’-]+$/u.test(heading) && words <= MAX_HEADING_WORDS && words >= 2;
  if (
    !isTopic ||
    /^(?:by|in|on|at|for|from|with|to|after|before|without)\b|\b(?:if|when|what|how|who|why|where|not|is|are|you|we)\b/i.test(
      heading,
    )
  )
    return [];
  const topic = /\s\p{Lu}/u.test(heading) ? heading : heading.charAt(0).toLowerCase() + heading.slice(1);
  const own = sentences.filter((sentence) => sentence.heading === heading).map(({ text }) => text);
  const answer = firstOf(own);
  if (overlap(answer, heading) < SPEAKS_OF) return [];
  return [{ question: `What do I need to know about ${toUs(topic)}?`, answer, rule: 'a heading' }];
}

function isUsable(question: string, answer: string): boolean {
  const words = question.split(/\s+/).length;
  return (
    answer !== '' &&
    answer.length <= MAX_ANSWER_CHARS &&
    words >= MIN_QUESTION_WORDS &&
    words <= MAX_QUESTION_WORDS &&
    !POINTS_ELSEWHERE.test(question) &&
    !/^(?:it|this|they|these|those|that|he|she)\b/i.test(answer)
  );
}

/** As many whole sentences from the start as fit, two at most; `Yes.` and `No.` count with what follows. */
function firstOf(sentences: readonly string[]): string {
  const whole = sentences.filter((text) => !isItem(text) && !isRow(text) && /[.!]$/.test(text));
  return joined(whole.slice(0, 2));
}

function joined(sentences: readonly string[]): string {
  let text = '';
  for (const sentence of sentences) {
    const longer = text === '' ? sentence : `${text} ${sentence}`;
    if (longer.length > MAX_ANSWER_CHARS) break;
    text = longer;
  }
  return text;
}

/** One short noun phrase that says enough: two words, a name, or a doing. */
function isClear(subject: string): boolean {
  const words = subject.split(/\s+/);
  const says = words.length > 1 || /ing$|^\p{Lu}/u.test(subject);
  return (
    says &&
    !/^(?:what|who|which|each|all|every|some|any)\b/i.test(subject) &&
    words.length <= 6 &&
    !/\b(?:and|or|which|that|is|are)\b|°/.test(subject)
  );
}

function verbQuestion(asked: string, found: RegExpExecArray, verb: string): string {
  return `${asked} ${found[3]?.endsWith('s') ? 'does' : 'do'} ${subjectOf(found)} ${verb}?`;
}

/** The subject as it stands inside a question: its article small, names as they are. */
function subjectOf([, article = '', noun = '']: RegExpExecArray): string {
  const inside = article.toLowerCase().replace('our', 'your');
  if (inside !== '') return `${inside}${toUs(noun)}`;
  return /^\p{Lu}\p{Ll}* \p{Lu}|^\p{Lu}\S* \d/u.test(noun)
    ? noun
    : toUs(noun.charAt(0).toLowerCase() + noun.slice(1));
}

/** Up to where a second thought begins; undefined where what is left would sound cut off, or asks after a number. */
function clause(text: string): string | undefined {
  const whole = text.split(/\s+(?:but|because|until|unless|when|while|so|after|if|for which)\s+/)[0] ?? text;
  const first = whole.split(/\s+(?:and|or)\s+/)[0] ?? whole;
  const isCutOff = first !== whole && /\b(?:the|a|an|my|your) \S+$/i.test(first);
  return isCutOff || /\d|\bonly\b|\bper cent\b/.test(first) ? undefined : first;
}

function inMyWords(text: string): string {
  return text
    .replace(/\byourself\b/gi, 'myself')
    .replace(/\byour\b/gi, 'my')
    .replace(/\byou\b/gi, 'I')
    .replace(/\bus\b/g, 'you')
    .replace(/\bour\b/g, 'your');
}

function toUs(text: string): string {
  return text
    .replace(/\b(?:our|your)\b/g, (word) => (word === 'our' ? 'your' : 'my'))
    .replace(/\byou\b/g, 'me')
    .replace(/\bus\b/g, 'you');
}

function isRow(text: string): boolean {
  return /^[^:;.]{1,40}: [^;]+(?:; [^:;]{1,40}: [^;]*)+$/.test(text);
}
