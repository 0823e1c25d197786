import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { wordsOf } from '../../base/index.ts';
import { FOR_EVERYONE, mayRead, type Reader } from '../audience.ts';
import { beginsAt, type EverydayWord, type EverydayWords, everydayWords } from './everyday-words.ts';
import { perVersion } from './per-version.ts';
import { isUnspaced, stemOf } from './words.ts';

/** Rows read at a time. */
const PAGE = 500;

/** What a bot's pages say. */
export type PageVocabulary = {
  /** Stems by who may be told of the pages that have them, as audiences are stored. */
  stemsFor: ReadonlyMap<string, ReadonlySet<string>>;
  /** Everyday phrases that they use themselves, of pages that everybody may read. */
  phrases: ReadonlySet<EverydayWord>;
};

export const vocabularyOf = perVersion<PageVocabulary>(async ({ db }, botId) => {
  const vocabulary = createVocabulary(await everydayWords());
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('passages')
      .innerJoin('documents', 'documents.id', 'passages.document_id')
      .select(['passages.sequence', 'passages.title_path', 'passages.text', 'documents.audience'])
      .where('passages.bot_id', '=', botId)
      .where('passages.enabled', '=', 1)
      .where('documents.enabled', '=', 1)
      .where('passages.sequence', '>', after)
      .orderBy('passages.sequence')
      .limit(PAGE)
      .execute();
    for (const { title_path: titles, text, audience } of rows) vocabulary.add(`${titles} ${text}`, audience);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return vocabulary.known;
    after = Number(last.sequence);
    // Thousands of passages take a few hundred milliseconds, in which others are answered too.
    await yieldToEvents();
  }
});

/** Collects what pages say, text by text. */
export function createVocabulary(entries: EverydayWords): {
  known: PageVocabulary;
  add(text: string, audience?: string): void;
} {
  const phrases = new Map(
    [...entries].map(([first, same]) => [first, same.filter(({ stems }) => stems.length > 1)] as const),
  );
  const known = { stemsFor: new Map<string, Set<string>>(), phrases: new Set<EverydayWord>() };
  const stemsOf = new Map<string, string>();
  const remember = (word: string) => {
    const stem = stemOf(word);
    stemsOf.set(word, stem);
    return stem;
  };
  return {
    known,
    add(text, audience = FOR_EVERYONE) {
      const same = known.stemsFor.get(audience) ?? new Set();
      known.stemsFor.set(audience, same);
      const stems = wordsOf(text).map((word) => stemsOf.get(word) ?? remember(word));
      for (const [at, stem] of stems.entries()) {
        same.add(stem);
        if (audience !== FOR_EVERYONE) continue;
        for (const entry of phrases.get(stem) ?? []) if (beginsAt(entry, stems, at)) known.phrases.add(entry);
      }
    },
  };
}

/** Whether a page that the reader may read says a stem: nothing is to be told by what is searched for. */
export function knownTo({ stemsFor }: PageVocabulary, reader?: Reader): (stem: string) => boolean {
  const told = [...stemsFor].flatMap(([audience, stems]) => (mayRead(audience, reader) ? [stems] : []));
  return (stem) => told.some((stems) => stems.has(stem) || (isUnspaced(stem) && standsInside(stems, stem)));
}

const inside = new WeakMap<ReadonlySet<string>, Map<string, boolean>>();

/** Where no spaces part the words, `wordsOf` takes a whole clause for one. Looked for once in each vocabulary. */
function standsInside(stems: ReadonlySet<string>, stem: string): boolean {
  const looked = inside.get(stems) ?? new Map<string, boolean>();
  inside.set(stems, looked);
  const known = looked.get(stem) ?? stems.values().some((longer) => longer.includes(stem));
  looked.set(stem, known);
  return known;
}
