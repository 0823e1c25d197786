import type { SearchHit } from '../../server/knowledge/index.ts';

/** A passage as a search finds it; what a test says nothing of is as good as it can be. */
export function searchHit(known: Pick<SearchHit, 'text'> & Partial<SearchHit>): SearchHit {
  return {
    passageId: 'p1',
    documentId: 'd1',
    documentName: 'help.md',
    position: 0,
    titlePath: [],
    score: 1,
    vectorScore: 1,
    lexicalScore: 1,
    wordShare: 1,
    ...known,
  };
}
