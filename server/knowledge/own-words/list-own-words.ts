import type { Store } from '../../store/index.ts';
import { readIndexVersion } from '../index-version.ts';
import { phrasesUnsaid } from '../searching/page-words.ts';
import { type OwnWord, ownWordFromRow } from './own-word.ts';

type Deps = { store: Pick<Store, 'dialect' | 'db'> };

/** By what customers say. */
export async function listOwnWords(
  { store }: { store: Pick<Store, 'db'> },
  { botId }: { botId: string },
): Promise<OwnWord[]> {
  const rows = await store.db
    .selectFrom('own_words')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('said_key')
    .execute();
  return rows.map(ownWordFromRow);
}

/** `unsaid`: those of its phrases that no page says, so that they are never searched for. */
export type JudgedWord = OwnWord & { unsaid: string[] };

/** Holds entries against what the bot's pages say now, whoever may read them. */
export async function judgeOwnWords(
  { store }: Deps,
  { botId }: { botId: string },
  words: readonly OwnWord[],
): Promise<JudgedWord[]> {
  if (words.length === 0) return [];
  const isUnsaid = await phrasesUnsaid(store, {
    botId,
    indexVersion: await readIndexVersion(store.db, botId),
  });
  return words.map((word) => ({ ...word, unsaid: word.pagesSay.filter(isUnsaid) }));
}

export async function judgeOwnWord(deps: Deps, word: OwnWord): Promise<JudgedWord> {
  const [judged] = await judgeOwnWords(deps, word, [word]);
  return judged ?? { ...word, unsaid: [] };
}
