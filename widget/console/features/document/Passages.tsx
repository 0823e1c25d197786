import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type {
  DocumentCitations,
  DocumentDetailBody,
  SearchHitBody,
} from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { formatScore } from '../../parts/format.ts';
import { PassageSwitch } from './PassageSwitch.tsx';

type Props = {
  botId: string;
  document: Pick<DocumentDetailBody, 'id' | 'passages'>;
  /** Best first; those of this document are marked. */
  hits: SearchHitBody[];
  /** How often visitors were shown which passage. */
  cited: DocumentCitations['passages'];
  /** The passage that a link leads to. */
  opened: string | undefined;
};

/** The extracted text in the document's order, one block a passage. */
export function Passages({ botId, document, hits, cited, opened }: Props) {
  const may = useMay();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const passage = opened && list.current?.querySelector(`[id="${CSS.escape(opened)}"]`);
    if (passage) passage.scrollIntoView({ block: 'center' });
  }, [opened]);
  const ranks = new Map(hits.map((hit, index) => [hit.passageId, { hit, rank: index + 1 }]));
  const counts = new Map(cited.map((passage) => [passage.passageId, passage]));
  return (
    <ol className="plain passages" ref={list}>
      {document.passages.map((passage, index) => {
        const found = ranks.get(passage.id);
        const headings = passage.titlePath.slice(1).join(' › ');
        const before = document.passages[index - 1]?.titlePath.slice(1).join(' › ');
        return (
          <li
            key={passage.id}
            id={passage.id}
            data-found={found !== undefined}
            data-opened={passage.id === opened}
            data-withheld={passage.withheld}
          >
            <div className="passage-head">
              <span className="quiet small">{t('Passage {number}', { number: passage.position + 1 })}</span>
              {headings !== '' && headings !== before && <h3>{headings}</h3>}
              {passage.withheld && <span className="state">{t('Not in use')}</span>}
              {found && (
                <span className="state" data-tone="good">
                  {t('Hit {rank} · {score}', { rank: found.rank, score: formatScore(found.hit.vectorScore) })}
                </span>
              )}
            </div>
            <p className="preserve">{passage.text}</p>
            <div className="row passage-end">
              <CitedIn botId={botId} documentId={document.id} count={counts.get(passage.id)} />
              {may('documents:change') && (
                <PassageSwitch botId={botId} documentId={document.id} passage={passage} />
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

type CitedProps = { botId: string; documentId: string; count: Props['cited'][number] | undefined };

function CitedIn({ botId, documentId, count }: CitedProps) {
  if (!count) return null;
  return (
    <p className="small">
      <Link
        to="/$botId/conversations"
        params={{ botId }}
        search={{ document: documentId, passage: count.passageId }}
      >
        {t('Cited in {count, plural, one {# reply} other {# replies}}', { count: count.replies })}
      </Link>
    </p>
  );
}
