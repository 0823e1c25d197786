import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { PassageList, Passport } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { passagesQuery } from '../../queries.ts';
import { formatNumber, formatScore } from '../format.ts';
import { Query } from '../Query.tsx';

type Found = Passport['found'][number];
type Passage = PassageList['passages'][number];
/** Also when nothing was used, the best ones explain a refusal. */
const MIN_SHOWN = 3;

type Props = { botId: string; found: Found[] };

/** Passages found, best first: which the model was given, which the answer cites. Each opens in place. */
export function FoundPassages({ botId, found }: Props) {
  const used = found.filter((passage) => passage.used).length;
  const cited = found.filter((passage) => passage.cited).length;
  const ids = found.map(({ passageId }) => passageId);
  const result = useQuery(passagesQuery(botId, ids));
  return (
    <section>
      <h2>{t('Passages')}</h2>
      <p className="quiet small">
        {t('{count, plural, one {# passage} other {# passages}} found, {used} used, {cited} cited.', {
          count: found.length,
          used,
          cited,
        })}
      </p>
      <Query result={result}>
        {(passages) => {
          const byId = new Map(passages.map((passage) => [passage.id, passage]));
          const items = found.map((item, index) => (
            <FoundPassage
              key={item.passageId}
              botId={botId}
              place={index + 1}
              found={item}
              passage={byId.get(item.passageId)}
            />
          ));
          const shown = Math.max(MIN_SHOWN, found.findLastIndex((item) => item.used) + 1);
          return (
            <>
              <ol className="plain found">{items.slice(0, shown)}</ol>
              {items.length > shown && (
                <details className="technical">
                  <summary>
                    {t('{count, plural, one {# more passage} other {# more passages}} found, not used', {
                      count: items.length - shown,
                    })}
                  </summary>
                  <ol className="plain found">{items.slice(shown)}</ol>
                </details>
              )}
            </>
          );
        }}
      </Query>
    </section>
  );
}

type ItemProps = { botId: string; place: number; found: Found; passage: Passage | undefined };

function FoundPassage({ botId, place, found, passage }: ItemProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const state = found.cited ? t('Cited') : found.used ? t('Used') : t('Found');
  return (
    <li>
      <button
        type="button"
        className="found-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className="found-title">
          {place}. {passage?.titlePath.join(' › ') ?? t('Changed or deleted since')}
        </span>
        <span className="state" data-tone={found.cited ? 'good' : found.used ? 'busy' : 'none'}>
          {state}
        </span>
        <span className="quiet small found-scores">
          {t('by meaning {meaning} · by words {words}', {
            meaning: formatScore(found.vectorScore),
            words: formatNumber(found.lexicalScore, 1),
          })}
        </span>
      </button>
      <div id={id} hidden={!open} className="found-text">
        {passage ? (
          <>
            <p className="preserve">{passage.text}</p>
            <Link
              to="/$botId/knowledge/$documentId"
              params={{ botId, documentId: passage.documentId }}
              search={{ passage: passage.id }}
            >
              {t('Open in the document')}
            </Link>
          </>
        ) : (
          <p className="quiet">{t('The document was changed or deleted after this answer.')}</p>
        )}
      </div>
    </li>
  );
}
