import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Problem } from '../../parts/Problem.tsx';
import { searchQuery } from '../../queries.ts';
import './words.css';

/** As many passages as show whether the right one comes first. */
const TRIED_HITS = 3;

/** What a question becomes with the words as they are now, and which passages come first. */
export function TryWords({ botId, begun }: { botId: string; begun: string }) {
  const [question, setQuestion] = useState(begun);
  const [asked, setAsked] = useState(begun);
  const tried = useQuery(searchQuery(botId, asked, { limit: TRIED_HITS }));

  function submit(event: FormEvent): void {
    event.preventDefault();
    setAsked(question.trim());
  }

  return (
    <section className="card try-words" aria-labelledby="try-words-title">
      <h2 id="try-words-title">{t('Try the words')}</h2>
      <p className="quiet small">
        {t('Ask as a customer would: what is searched for, and which pages come first?')}
      </p>
      <form className="try-words-form" onSubmit={submit}>
        <TextInput
          aria-label={t('Question in a customer’s words')}
          placeholder={t('How much is the Flexi?')}
          value={question}
          maxLength={4_000}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={tried.isLoading}>
          {t('Try')}
        </Button>
      </form>
      {tried.isError && <Problem error={tried.error} onRetry={() => void tried.refetch()} />}
      <div role="status">
        {tried.isSuccess && (
          <p className="small">
            {tried.data.searched === asked
              ? t('Searched as it stands: {question}', { question: asked })
              : t('Searched as: {question}', { question: tried.data.searched })}
          </p>
        )}
      </div>
      {tried.isSuccess && tried.data.hits.length > 0 && (
        <ol className="tried-hits">
          {tried.data.hits.map(({ passageId, documentId, titlePath, text }) => (
            <li key={passageId}>
              <Link
                to="/$botId/knowledge/$documentId"
                params={{ botId, documentId }}
                search={{ ask: asked, passage: passageId }}
              >
                {titlePath.join(' › ') || t('Passage')}
              </Link>
              <p className="small clamp">{text}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
