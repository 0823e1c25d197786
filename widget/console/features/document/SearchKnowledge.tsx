import { Button, TextInput } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { SearchHitBody } from '../../../../server/contract/index.ts';
import { formatScore } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';

type Props = {
  botId: string;
  documentId: string;
  /** The question in the address, empty before the first. */
  asked: string;
  result: UseQueryResult<SearchHitBody[]>;
};

/** What the bot would find for a question, before any answer is written. */
export function SearchKnowledge({ botId, documentId, asked, result }: Props) {
  const [question, setQuestion] = useState(asked);
  const navigate = useNavigate({ from: '/$botId/knowledge/$documentId' });
  const hits = result.data ?? [];

  function submit(event: FormEvent): void {
    event.preventDefault();
    const ask = question.trim();
    if (ask !== '') void navigate({ search: { ask }, replace: true });
  }

  return (
    <aside className="card search-knowledge" aria-labelledby="search-title">
      <h2 id="search-title">Search this knowledge</h2>
      <p className="quiet small">Ask as a visitor would, and see which passages the bot finds.</p>
      <form className="search-form" onSubmit={submit}>
        <TextInput
          aria-label="Question to search with"
          placeholder="Your question"
          value={question}
          maxLength={4_000}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <Button type="submit" loading={result.isLoading}>
          Search
        </Button>
      </form>
      {result.isError && <Problem error={result.error} onRetry={() => void result.refetch()} />}
      <div role="status">{result.isSuccess && <p className="small">{summaryOf(hits, documentId)}</p>}</div>
      {hits.length > 0 && (
        <ol className="hits">
          {hits.map((hit) => (
            <Hit
              key={hit.passageId}
              botId={botId}
              hit={hit}
              asked={asked}
              isHere={hit.documentId === documentId}
            />
          ))}
        </ol>
      )}
    </aside>
  );
}

type HitProps = { botId: string; hit: SearchHitBody; asked: string; isHere: boolean };

function Hit({ botId, hit, asked, isHere }: HitProps) {
  return (
    <li>
      <Link
        to="/$botId/knowledge/$documentId"
        params={{ botId, documentId: hit.documentId }}
        search={{ ask: asked, passage: hit.passageId }}
      >
        {hit.titlePath.join(' › ') || 'Passage'}
      </Link>
      <p className="small hit-text">{hit.text}</p>
      <p className="quiet small">
        by meaning {formatScore(hit.vectorScore)} · by words {hit.lexicalScore.toFixed(1)}
        {isHere ? ' · in this document' : ''}
      </p>
    </li>
  );
}

function summaryOf(hits: readonly SearchHitBody[], documentId: string): string {
  if (hits.length === 0) {
    return 'Nothing was found. The words of the question may be missing from your documents.';
  }
  const here = hits.filter((hit) => hit.documentId === documentId).length;
  return `${hits.length} found, ${here} of them in this document.`;
}
