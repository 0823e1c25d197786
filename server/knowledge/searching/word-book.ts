import { wordsOf } from '../../base/index.ts';
import { usesEverydayWords } from '../../bots/index.ts';
import type { Store } from '../../store/index.ts';
import { contentOf, type OwnWordContent, wordStems } from '../own-words/own-word.ts';
import { type EverydayWord, type EverydayWords, everydayWords, indexWords } from './everyday-words.ts';
import { perVersion } from './per-version.ts';
import { contentWords, stemOf } from './words.ts';

/** What a bot's customers call things: its own words, and those that come with Foyer. */
export type WordBook = { own: EverydayWords; shipped: EverydayWords };

const NO_WORDS: EverydayWords = new Map();

const readBook = perVersion<WordBook>(async ({ db }, botId) => {
  const { settings } = await db
    .selectFrom('bots')
    .select('settings')
    .where('id', '=', botId)
    .executeTakeFirstOrThrow();
  const query = db
    .selectFrom('own_words')
    .select(['customers_say', 'pages_say', 'note'])
    .where('bot_id', '=', botId);
  const own = (await query.execute()).map((row) => entryOf(contentOf(row)));
  return { own: indexWords(own), shipped: usesEverydayWords(settings) ? await everydayWords() : NO_WORDS };
});

/** Looks for each question whether the words have changed, so that a change holds at once. */
export async function wordBookOf(store: Pick<Store, 'dialect' | 'db'>, botId: string): Promise<WordBook> {
  const versions = await store.db
    .selectFrom('bots')
    .select(['words_version', 'settings_version'])
    .where('id', '=', botId)
    .executeTakeFirst();
  if (versions === undefined) return { own: NO_WORDS, shipped: await everydayWords() };
  return await readBook(store, botId, `${versions.words_version} ${versions.settings_version}`);
}

export function entryOf({
  customersSay,
  pagesSay,
}: Pick<OwnWordContent, 'customersSay' | 'pagesSay'>): EverydayWord {
  return {
    stems: wordStems(customersSay),
    official: pagesSay.map((text) => ({ text, stems: phraseStems(text) })),
  };
}

/** What a phrase is searched by; one of empty words alone, which may be telling in another language, by all of them. */
export function phraseStems(phrase: string): string[] {
  const telling = contentWords(phrase);
  return (telling.length > 0 ? telling : wordsOf(phrase)).map(stemOf);
}
