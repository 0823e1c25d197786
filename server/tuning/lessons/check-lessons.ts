import { francAll } from 'franc';
import { getBot } from '../../bots/index.ts';
import type { Store } from '../../store/index.ts';
import { allLessons, type LessonFilter } from './list-lessons.ts';
import { normalisedText, questionKey } from './question-key.ts';
import type { Lesson } from './types.ts';

/** Fewer teach a model next to nothing: the published recipes begin at some dozens. */
const FEW_LESSONS = 20;
/** About 1,000 tokens, what a row of training holds beside its other passages. */
const MAX_ROW_CHARS = 4_000;
/** The house style is one to three sentences; the model copies the length it is shown. */
const MAX_ANSWER_WORDS = 120;
/** Shorter texts tell their language too badly. */
const MIN_LANGUAGE_CHARS = 40;
/** How near the bot's language must come to the likeliest one of a single lesson; none of 242 English ones came below. */
const MIN_SCORE = 0.8;
/** What customers of one shop write in, ISO 639-3; rarer relatives such as Scots would only be mistaken for them. */
const LANGUAGES =
  'eng deu fra spa ita por nld pol swe dan nob fin ces slk hun ron tur ell bul hrv slv ukr rus cat arb heb hin cmn jpn kor vie ind tha'.split(
    ' ',
  );
/** What is read of many lessons to tell their language: franc looks no further. */
const SAMPLE_CHARS = 2_000;
/** Named of each finding. */
const MAX_NAMED = 20;

export type LessonFinding = {
  kind: 'empty' | 'few' | 'contradiction' | 'language' | 'long' | 'long-answer';
  /** For staff: what is wrong and what to do. */
  message: string;
  /** The first of those it is about. */
  lessonIds: string[];
};

export type LessonCheck = { lessons: number; findings: LessonFinding[] };

/**
 * What would make these lessons a bad set to learn from, before anybody waits for a run.
 * @throws AppError `not_found` when there is no such bot
 */
export async function checkLessons(
  deps: { store: Pick<Store, 'db'> },
  filter: LessonFilter,
): Promise<LessonCheck> {
  const bot = await getBot(deps, filter.botId);
  const lessons = await allLessons(deps, filter);
  return { lessons: lessons.length, findings: lessonFindings(lessons, bot.language) };
}

/** `language`: the bot's, BCP 47. */
export function lessonFindings(lessons: readonly Lesson[], language: string): LessonFinding[] {
  if (lessons.length === 0) {
    const message = 'There is no lesson here. Write some, or import them, and approve them.';
    return [{ kind: 'empty', message, lessonIds: [] }];
  }
  return [...few(lessons), ...contradictions(lessons), ...foreign(lessons, language), ...long(lessons)];
}

function few(lessons: readonly Lesson[]): LessonFinding[] {
  if (lessons.length >= FEW_LESSONS) return [];
  const message = `There ${lessons.length === 1 ? 'is only 1 lesson' : `are only ${lessons.length} lessons`}. A model learns little from fewer than ${FEW_LESSONS}; write more, or have questions made from the documents.`;
  return [{ kind: 'few', message, lessonIds: [] }];
}

/** Two passages may well answer one question differently; the same passage, or none, may not. */
function contradictions(lessons: readonly Lesson[]): LessonFinding[] {
  const groups = Map.groupBy(
    lessons,
    ({ question, history, context = '' }) => questionKey(question, history) + normalisedText(context),
  );
  return [...groups.values()].flatMap((same): LessonFinding[] => {
    const answers = new Map(same.map((lesson) => [normalisedText(lesson.answer), lesson]));
    const [first, second] = [...answers.values()];
    if (first === undefined || second === undefined) return [];
    const message = `"${short(first.question)}" is answered in ${answers.size} ways, among them "${short(first.answer)}" and "${short(second.answer)}". Keep the right one and retire the others.`;
    return [{ kind: 'contradiction', message, lessonIds: named([...answers.values()]) }];
  });
}

function foreign(lessons: readonly Lesson[], language: string): LessonFinding[] {
  const own = isoOf(language);
  if (own === undefined) return [];
  const areMost = likeliestOf(sampleOf(lessons)) !== own;
  const others = lessons.filter((lesson) =>
    areMost ? likeliestOf(textOf(lesson)) !== own : !isIn(own, textOf(lesson)),
  );
  const likeliest = likeliestOf(sampleOf(others));
  if (others.length === 0 || likeliest === undefined) return [];
  const seems = likeliest === own ? 'another language' : nameOf(likeliest);
  const message = `${counted(others)} to be in ${seems}, and this bot speaks ${nameOf(own)}. A model taught in two languages mixes them; take these out, or translate them.`;
  return [{ kind: 'language', message, lessonIds: named(others) }];
}

/** Lessons from all over the list: files of several languages stand one after the other. */
function sampleOf(lessons: readonly Lesson[]): string {
  const texts = lessons.map(textOf);
  const step = Math.max(1, Math.floor(texts.join('\n').length / SAMPLE_CHARS));
  return texts.filter((_text, at) => at % step === 0).join('\n');
}

function likeliestOf(text: string): string | undefined {
  return languagesOf(text)[0]?.[0];
}

function isIn(language: string, text: string): boolean {
  const scores = languagesOf(text);
  return scores.length === 0 || scores.some(([name, score]) => name === language && score >= MIN_SCORE);
}

/** Likeliest first, ISO 639-3, from 0 to 1 of it; nothing where the text is too short to tell. */
function languagesOf(text: string): [string, number][] {
  const scores = francAll(text, { minLength: MIN_LANGUAGE_CHARS, only: LANGUAGES });
  return scores.filter(([name]) => name !== 'und');
}

/** `en` and `en-GB` to `eng`; undefined for a language that cannot be told from others here. */
function isoOf(language: string): string | undefined {
  const { language: code } = new Intl.Locale(language);
  return LANGUAGES.find((name) => new Intl.Locale(name).language === code);
}

function nameOf(iso: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(iso) ?? iso;
}

function long(lessons: readonly Lesson[]): LessonFinding[] {
  const rows = lessons.filter((lesson) => rowText(lesson).length > MAX_ROW_CHARS);
  const answers = lessons.filter(({ answer }) => answer.split(/\s+/).length > MAX_ANSWER_WORDS);
  return [
    ...(rows.length > 0
      ? [
          {
            kind: 'long' as const,
            message: `${counted(rows)} too long: with their context and earlier turns they have more than ${MAX_ROW_CHARS.toLocaleString('en')} characters, and what does not fit is not learned. Shorten the context to the paragraph that holds the answer.`,
            lessonIds: named(rows),
          },
        ]
      : []),
    ...(answers.length > 0
      ? [
          {
            kind: 'long-answer' as const,
            message: `${counted(answers)} to ramble: their answers have more than ${MAX_ANSWER_WORDS} words. The bot will answer as long as its lessons do; one to three sentences are best.`,
            lessonIds: named(answers),
          },
        ]
      : []),
  ];
}

/** `1 lesson seems`, `3 lessons seem`. */
function counted(lessons: readonly Lesson[]): string {
  return lessons.length === 1 ? '1 lesson seems' : `${lessons.length} lessons seem`;
}

function textOf({ question, answer }: Lesson): string {
  return `${question}\n${answer}`;
}

function rowText({ history, question, answer, context = '', task = '' }: Lesson): string {
  return [...history.map(({ content }) => content), question, answer, context, task].join('\n');
}

function named(lessons: readonly Lesson[]): string[] {
  return lessons.slice(0, MAX_NAMED).map(({ id }) => id);
}

function short(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
