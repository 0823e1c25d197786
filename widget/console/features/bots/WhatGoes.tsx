import { useQuery } from '@tanstack/react-query';
import type { BotContents } from '../../../../server/contract/index.ts';
import { msg, t } from '../../i18n/t.ts';
import { Query } from '../../parts/Query.tsx';
import { contentsQuery } from '../../queries/bots.ts';

const KINDS: Record<keyof BotContents, string> = {
  documents: msg('{count, plural, one {# document} other {# documents}}'),
  conversations: msg('{count, plural, one {# conversation} other {# conversations}}'),
  approvedAnswers: msg('{count, plural, one {# approved answer} other {# approved answers}}'),
  words: msg('{count, plural, one {# word of your customers} other {# words of your customers}}'),
  lessons: msg('{count, plural, one {# lesson} other {# lessons}}'),
  tests: msg('{count, plural, one {# test} other {# tests}}'),
  versions: msg('{count, plural, one {# taught version} other {# taught versions}}'),
  keys: msg('{count, plural, one {# API key} other {# API keys}}'),
};

/** What a deletion takes along, counted. */
export function WhatGoes({ botId }: { botId: string }) {
  const contents = useQuery(contentsQuery(botId));
  return (
    <Query result={contents}>
      {(counts) => {
        const kinds = (Object.keys(KINDS) as (keyof BotContents)[]).filter((kind) => counts[kind] > 0);
        return (
          <div className="stack">
            {kinds.length === 0 ? (
              <p>{t('It is empty. Its settings go with it.')}</p>
            ) : (
              <>
                <p>{t('With its settings go:')}</p>
                <ul>
                  {kinds.map((kind) => (
                    <li key={kind}>{t(KINDS[kind], { count: counts[kind] })}</li>
                  ))}
                </ul>
              </>
            )}
            <p>
              {t('This cannot be undone. To take it off your site and keep everything, archive it instead.')}
            </p>
          </div>
        );
      }}
    </Query>
  );
}
