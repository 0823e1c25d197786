import { NAMES_IN_ANY_LANGUAGE } from './capitals.ts';
import { words } from './words.ts';

/** Function words that are not English words too; three languages share some, which only blurs the name. */
const MARKERS: Record<string, readonly string[]> = {
  es: 'el la los las una un que como puedo puede donde cuando mi mis por para tengo tienen quiero necesito cuanto esta es se hola gracias del sobre'.split(
    ' ',
  ),
  fr: 'le la les une un est que je vous nous puis avec dans mon ma mes quand combien pas sur et bonjour merci des du ou avez voudrais ce cette'.split(
    ' ',
  ),
  de: 'der das dem ist sind ich kann wie wo wann wieviel viel lange dauert kostet welche nicht kein keine mein meine und oder auch noch auf mit ein eine einen haben sie zu fur hallo danke wird werden mochte konnen gibt es mir bitte'.split(
    ' ',
  ),
  it: 'il lo gli una un che posso quando mio mia con sono della non quanto ciao grazie di vorrei avete'.split(
    ' ',
  ),
  pt: 'uma que da como posso onde quando meu minha para nao voce quanto esta ola obrigado quero tem'.split(
    ' ',
  ),
  nl: 'het een ik kan hoe waar wanneer mijn niet voor hebben jullie en wat dank hallo graag wil'.split(' '),
  pl: 'jest czy jak gdzie kiedy moj moje nie dla mam chce ile sie dziekuje moge prosze'.split(' '),
};
/** Said alone they name a language as surely as a sentence does. */
const GREETINGS: Record<string, readonly string[]> = {
  es: ['hola', 'buenos dias', 'buenas tardes', 'gracias', 'muchas gracias', 'adios'],
  fr: ['bonjour', 'bonsoir', 'salut', 'merci', 'merci beaucoup', 'au revoir'],
  de: ['hallo', 'guten tag', 'guten morgen', 'guten abend', 'moin', 'danke', 'vielen dank', 'tschuss'],
  it: ['ciao', 'buongiorno', 'buonasera', 'grazie', 'grazie mille', 'arrivederci'],
  pt: ['ola', 'bom dia', 'boa tarde', 'boa noite', 'obrigado', 'obrigada'],
  nl: ['hoi', 'goedemorgen', 'goedemiddag', 'dank je', 'dank je wel', 'bedankt'],
  pl: ['czesc', 'dzien dobry', 'dobry wieczor', 'dziekuje'],
};
const SCRIPTS: readonly [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Thai}/u, 'th'],
];
/** `%` stands for the name of the language that the bot answers in, as that language calls it. */
const APOLOGIES: Record<string, string> = {
  es: 'Lo siento, solo puedo responder en %.',
  fr: 'Désolé, je ne peux répondre qu’en %.',
  de: 'Entschuldigung, ich kann nur auf % antworten.',
  it: 'Mi dispiace, posso rispondere solo in %.',
  pt: 'Desculpe, só posso responder em %.',
  nl: 'Sorry, ik kan alleen in het % antwoorden.',
  pl: 'Przepraszam, mogę odpowiadać tylko w języku: %.',
  ja: '申し訳ありませんが、%でのみお答えできます。',
  zh: '抱歉，我只能用%回答。',
  ko: '죄송하지만 %로만 답변할 수 있습니다.',
  ru: 'Извините, я могу отвечать только на этом языке: %.',
  ar: 'عذرًا، يمكنني الرد فقط باللغة %.',
  el: 'Λυπάμαι, μπορώ να απαντήσω μόνο στα %.',
  he: 'מצטערים, אני יכול לענות רק ב%.',
  hi: 'क्षमा करें, मैं केवल % में उत्तर दे सकता हूँ।',
  th: 'ขออภัย ฉันตอบได้เฉพาะ%เท่านั้น',
  en: 'Sorry, I can only answer in %.',
};
const ENGLISH = new Set(
  `the a an is are do does can how what where when my i you your to of for with in on it not and or have has me we if
  there any this that will would could should much many long from at be was get by about order return`.split(
    /\s+/,
  ),
);
/** Different ones: `cost per night per person` says `per` twice. */
const MIN_FOREIGN_MARKERS = 2;

/**
 * The language (BCP 47) of a message that is clearly neither English nor the bot's, or undefined; `und` for a script we cannot
 * name. Names and product words alone decide nothing.
 */
export function foreignLanguage(text: string, own: string): string | undefined {
  const language = languageOf(text);
  return language === own.split('-')[0] ? undefined : language;
}

function languageOf(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters >= 2 && latin < letters / 2) return SCRIPTS.find(([script]) => script.test(text))?.[1] ?? 'und';
  const found = words(text);
  const whole = found.join(' ');
  const greeted = Object.entries(GREETINGS).find(([, phrases]) => phrases.includes(whole));
  if (greeted !== undefined) return greeted[0];
  const plain = new Set(words(text.replace(NAMES_IN_ANY_LANGUAGE, ' ')));
  const english = found.filter((word) => ENGLISH.has(word)).length;
  let best: { language: string; count: number } | undefined;
  for (const [language, markers] of Object.entries(MARKERS)) {
    const count = markers.filter((word) => plain.has(word)).length;
    if (count > (best?.count ?? 0)) best = { language, count };
  }
  if (best === undefined || best.count < MIN_FOREIGN_MARKERS || best.count <= english) return undefined;
  return best.language;
}

/** That the bot cannot answer in a language: said in that language, and in English where we do not know it. */
export function apologyIn(language: string, own: string): string {
  const spoken = language in APOLOGIES ? language : 'en';
  const name = new Intl.DisplayNames([spoken], { type: 'language' }).of(own) ?? own;
  return (APOLOGIES[spoken] ?? '').replace('%', name);
}

/** In English, for staff. */
export function languageName(language: string): string {
  if (language === 'und') return 'another script';
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
}
