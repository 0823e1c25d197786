import { Button, TextInput } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { SearchHitBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { formatNumber, formatScore } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import type { Search } from '../../queries.ts';

type Props = {
  botId: string;
  documentId: string;
  /** The question in the address, empty before the first. */
  asked: string;
  result: UseQueryResult<Search>;
};

/** What the bot would find for a question, before any answer is written. */
export function SearchKnowledge({ botId, documentId, asked, result }: Props) {
  const [question, setQuestion] = useState(asked);
  const navigate = useNavigate({ from: '/$botId/knowledge/$documentId' });
  const hits = result.data?.hits ?? [];

  function submit(event: FormEvent): void {
    event.preventDefault();
    const ask = question.trim();
    if (ask !== '') void navigate({ search: { ask }, replace: true });
  }

  return (
    <aside className="card search-knowledge" aria-labelledby="search-title">
      <h2 id="search-title">{t('Search this knowledge')}</h2>
      <p className="quiet small">{t('Ask as a visitor would, and see which passages the bot finds.')}</p>
      <form className="search-form" onSubmit={submit}>
        <TextInput
          aria-label={t('Question to search with')}
          placeholder={t('Your question')}
          value={question}
          maxLength={4_000}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <Button type="submit" loading={result.isLoading}>
          {t('Search')}
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
        {hit.titlePath.join(' › ') || t('Passage')}
      </Link>
      <p className="small hit-text">{hit.text}</p>
      <p className="quiet small">
        {t('by meaning {meaning} · by words {words}', {
          meaning: formatScore(hit.vectorScore),
          words: formatNumber(hit.lexicalScore, 1),
        })}
        {isHere && ` · ${t('in this document')}`}
      </p>
    </li>
  );
}

function summaryOf(hits: readonly SearchHitBody[], documentId: string): string {
  if (hits.length === 0) {
    return t('Nothing was found. The words of the question may be missing from your documents.');
  }
  const here = hits.filter((hit) => hit.documentId === documentId).length;
  return t('{count} found, {here} of them in this document.', { count: hits.length, here });
}
