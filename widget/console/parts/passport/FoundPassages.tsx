import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { PassageList, Passport } from '../../../../server/contract/index.ts';
import { passagesQuery } from '../../queries.ts';
import { formatCount, formatScore } from '../format.ts';
import { Query } from '../Query.tsx';

type Found = Passport['found'][number];
type Passage = PassageList['passages'][number];
type Props = { botId: string; found: Found[] };

/** Passages found, best first: which the model was given, which the answer cites. Each opens in place. */
export function FoundPassages({ botId, found }: Props) {
  const used = found.filter((passage) => passage.used).length;
  const cited = found.filter((passage) => passage.cited).length;
  const ids = found.map(({ passageId }) => passageId);
  const result = useQuery(passagesQuery(botId, ids));
  return (
    <section>
      <h2>Passages</h2>
      <p className="quiet small">
        {formatCount(found.length, 'passage')} found, {used} used, {cited} cited.
      </p>
      <Query result={result}>
        {(passages) => {
          const byId = new Map(passages.map((passage) => [passage.id, passage]));
          return (
            <ol className="plain found">
              {found.map((item) => (
                <FoundPassage
                  key={item.passageId}
                  botId={botId}
                  found={item}
                  passage={byId.get(item.passageId)}
                />
              ))}
            </ol>
          );
        }}
      </Query>
    </section>
  );
}

type ItemProps = { botId: string; found: Found; passage: Passage | undefined };

function FoundPassage({ botId, found, passage }: ItemProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const state = found.cited ? 'Cited' : found.used ? 'Used' : 'Found';
  return (
    <li>
      <button
        type="button"
        className="found-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className="found-title">{passage?.titlePath.join(' › ') ?? 'Changed or deleted since'}</span>
        <span className="state" data-tone={found.cited ? 'good' : found.used ? 'busy' : 'none'}>
          {state}
        </span>
        <span className="quiet small found-scores">
          by meaning {formatScore(found.vectorScore)} · by words {found.lexicalScore.toFixed(1)}
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
              Open in the document
            </Link>
          </>
        ) : (
          <p className="quiet">The document was changed or deleted after this answer.</p>
        )}
      </div>
    </li>
  );
}
