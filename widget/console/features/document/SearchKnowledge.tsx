import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { SearchHitBody } from '../../../../server/contract/index.ts';
import { formatScore } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import { searchKnowledge } from '../../queries.ts';

type Props = {
  botId: string;
  documentId: string;
  hits: SearchHitBody[];
  onHits(hits: SearchHitBody[]): void;
};

/** What the bot would find for a question, before any answer is written. */
export function SearchKnowledge({ botId, documentId, hits, onHits }: Props) {
  const [question, setQuestion] = useState('');
  const search = useMutation({
    mutationFn: () => searchKnowledge(botId, question.trim()),
    onSuccess: onHits,
  });
  const here = hits.filter((hit) => hit.documentId === documentId).length;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (question.trim() !== '') search.mutate();
  }

  return (
    <aside className="card search-knowledge" aria-labelledby="search-title">
      <h2 id="search-title">Search this knowledge</h2>
      <p className="quiet small">Ask as a visitor would, and see which passages the bot finds.</p>
      <form className="search-form" onSubmit={submit}>
        <TextInput
          aria-label="Question to search with"
          placeholder="Can I return worn boots?"
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <Button type="submit" loading={search.isPending}>
          Search
        </Button>
      </form>
      {search.isError && <Problem error={search.error} />}
      <div role="status">
        {search.isSuccess && (
          <p className="small">
            {hits.length === 0
              ? 'Nothing was found. The words of the question may be missing from your documents.'
              : `${hits.length} found, ${here} of them in this document.`}
          </p>
        )}
      </div>
      {hits.length > 0 && (
        <ol className="hits">
          {hits.map((hit) => (
            <li key={hit.passageId}>
              <Link
                to="/$botId/knowledge/$documentId"
                params={{ botId, documentId: hit.documentId }}
                search={{ passage: hit.passageId }}
              >
                {hit.titlePath.join(' › ') || 'Passage'}
              </Link>
              <p className="quiet small">
                by meaning {formatScore(hit.vectorScore)} · by words {hit.lexicalScore.toFixed(1)}
                {hit.documentId === documentId ? ' · in this document' : ''}
              </p>
            </li>
          ))}
        </ol>
      )}
    </aside>
  );
}
