import { compileMessage } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import { deSaid, deServer } from '../../../widget/console/i18n/de/server/index.ts';
import { parts } from '../../../widget/console/i18n/de/server/parts.ts';
import { createSaid } from '../../../widget/console/i18n/said.ts';
import { t } from '../../../widget/console/i18n/t.ts';
import { serverTexts } from '../../support/server-sentences.ts';

/** Of whom no page of the console says anything: each with its reason. */
const ELSEWHERE: readonly RegExp[] = [
  // Commands, start and settings of the machine: the terminal speaks English.
  /^(cli|config|onnx)\//,
  /^http\/serve-app\.ts$/,
  /^knowledge\/load-organisation\.ts$/,
  /^models\/(catalogue|conversion|sources)\//,
  /^models\/process\/chat-tokenizer\.ts$/,
  /^graph\/weights\.ts$/,
  /^tuning\/evaluation\//,
  /^tuning\/gate\/format-comparison\.ts$/,
  /^tuning\/data\/teacher\//,
  // What visitors are told, in the language of the bot, and mails.
  /^answering\//,
  /^handoff\/describe-for-visitor\.ts$/,
  /^bots\/archive-bot\.ts$/,
  /^accounts\/mail\.ts$/,
  // For programs: descriptions of the interface, OpenAI's clients, parts of a form.
  /^http\/(routes|openai)\//,
  /^http\/(openapi|upload)\.ts$/,
  // What is written into data sets and cards, which are files of their own, or asked of a model.
  /^tuning\/data\/(unasked|ask-of-pages|paraphrase)\.ts$/,
  /^tuning\/versions\/(model|data)-card\.ts$/,
  /^tuning\/(lessons\/formats\/qna-words|replay\/general-requests)\.ts$/,
  /^http\/readiness\.ts$/,
  // Faults of our own, which become `internal`.
  /^knowledge\/passage-index\/stamped-codec\.ts$/,
  /^store\/transaction-scope\.ts$/,
];

const texts = serverTexts();
const said = createSaid(deSaid, t);
const withoutNames = (sentence: string) => sentence.replace(/\{\w+\}/g, '{}');
const namesIn = (english: string) => [...english.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** What a German text fills in, in the branches of its choices too. */
function filledIn(tokens: unknown): string[] {
  if (!Array.isArray(tokens)) return [];
  return tokens.flatMap((token: unknown) => {
    if (!Array.isArray(token)) return [];
    const [name, , branches] = token as [string, string?, Record<string, unknown>?];
    return [name, ...Object.values(branches ?? {}).flatMap(filledIn)];
  });
}

test('every sentence that the server says to staff has its German', () => {
  const known = new Set(Object.keys(deServer).map(withoutNames));
  const sentences = texts.filter(
    ({ isSentence, file }) => isSentence && !ELSEWHERE.some((place) => place.test(file)),
  );
  expect(sentences.length).toBeGreaterThan(350);
  expect(
    sentences.filter(({ text }) => !known.has(text)).map(({ file, text }) => `${file}: ${text}`),
  ).toEqual([]);
});

test('every reason that is noted with an answer or with a row of data has its German', () => {
  const known = new Set(Object.keys(deServer).map(withoutNames));
  const reasons = texts.filter(({ isReason }) => isReason);
  expect(reasons.length).toBeGreaterThan(40);
  expect(reasons.filter(({ text }) => !known.has(text)).map(({ file, text }) => `${file}: ${text}`)).toEqual(
    [],
  );
});

test('no German is left over from a sentence that is gone', () => {
  const inSources = new Set(texts.map(({ text }) => text));
  const left = Object.keys(deServer).filter(
    (sentence) => !Object.hasOwn(parts, sentence) && !inSources.has(withoutNames(sentence)),
  );
  expect(left).toEqual([]);
});

test('German fills in nothing that the English does not', () => {
  for (const [english, german] of Object.entries(deServer)) {
    for (const name of filledIn(compileMessage(german))) expect(namesIn(english), english).toContain(name);
  }
});

test('each sentence is found by its own words, whatever is filled in', () => {
  for (const [english, german] of Object.entries(deServer)) {
    const values = Object.fromEntries(namesIn(english).map((name, index) => [name, `Ж${index}`]));
    const filled = english.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    expect(said(filled), english).toBe(t(german, values));
  }
});
