import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Document } from '../../../../server/contract/index.ts';
import { documentQuery, documentsQuery } from '../../queries.ts';

/**
 * A document as it stood when a form was opened, which is what a change of it expects, however often the page reads it anew.
 * `reread` once a change was saved or refused: what it says then is what has been seen.
 */
export function useSeen(botId: string, document: Document): { expected: Document; reread(): Promise<void> } {
  const queries = useQueryClient();
  const [expected, setExpected] = useState(document);
  return {
    expected,
    async reread() {
      const { queryKey } = documentQuery(botId, document.id);
      await queries.invalidateQueries({ queryKey });
      setExpected(queries.getQueryData(queryKey) ?? document);
      await queries.invalidateQueries({ queryKey: documentsQuery(botId).queryKey });
    },
  };
}
