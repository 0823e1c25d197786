import { useQueryClient } from '@tanstack/react-query';
import { wordsQuery } from '../../queries/words.ts';
import { searchKey } from '../../queries.ts';

/** After a change of the words: the list, and what was searched with the words as they were. */
export function useRefreshWords(botId: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: wordsQuery(botId).queryKey });
    await queries.invalidateQueries({ queryKey: searchKey(botId) });
  };
}
