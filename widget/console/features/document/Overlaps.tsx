import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DocumentOverlaps } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { keepOverlap, overlapsQuery } from '../../queries.ts';

type Overlap = DocumentOverlaps['overlaps'][number];
type Place = { botId: string; documentId: string };

/** What other documents repeat of this one or say differently, both sides beside each other. */
export function Overlaps({ botId, documentId }: Place) {
  const result = useQuery(overlapsQuery(botId, documentId));
  return (
    <section className="overlaps-section" aria-labelledby="overlaps-title">
      <h2 id="overlaps-title" className="section-title">
        {t('Other documents about the same')}
      </h2>
      <Query result={result}>{(data) => <Found botId={botId} documentId={documentId} found={data} />}</Query>
    </section>
  );
}

function Found({ botId, documentId, found }: Place & { found: DocumentOverlaps }) {
  const open = found.overlaps.filter(({ kept }) => kept === null);
  const kept = found.overlaps.filter((overlap) => overlap.kept !== null);
  return (
    <>
      {found.overlaps.length === 0 && <p className="quiet small">{nothingFound(found)}</p>}
      {open.some(({ kind }) => kind !== 'same') && (
        <p className="quiet small">
          {t('Visitors may be told either. Change or switch off the one that is wrong.')}
        </p>
      )}
      <List botId={botId} documentId={documentId} overlaps={open} />
      {kept.length > 0 && (
        <details>
          <summary>{t('Kept as they are ({count})', { count: kept.length })}</summary>
          <List botId={botId} documentId={documentId} overlaps={kept} />
        </details>
      )}
      {found.compared > 0 && found.compared < found.passages && (
        <p className="quiet small">
          {t('The first {compared} of {passages} passages were compared.', {
            compared: found.compared,
            passages: found.passages,
          })}
        </p>
      )}
    </>
  );
}

function nothingFound({ compared, passages }: DocumentOverlaps): string {
  return compared === 0 && passages > 0
    ? t('Compared once the passages are indexed.')
    : t('Nothing in other documents repeats or contradicts this one, as far as the rules can tell.');
}

function List({ botId, documentId, overlaps }: Place & { overlaps: readonly Overlap[] }) {
  return (
    <ul className="plain overlaps">
      {overlaps.map((overlap) => (
        <Item key={overlap.key} botId={botId} documentId={documentId} overlap={overlap} />
      ))}
    </ul>
  );
}

function Item({ botId, documentId, overlap }: Place & { overlap: Overlap }) {
  const mayChange = useMay()('documents:change');
  const queries = useQueryClient();
  const isKept = overlap.kept !== null;
  const keep = useMutation({
    mutationFn: () => keepOverlap(botId, overlap.key, !isKept),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['overlaps', botId] }),
  });
  const { here, there } = overlap;
  return (
    <li className="overlap">
      <h3 className="small">{titleOf(overlap)}</h3>
      <div className="overlap-sides">
        <div>
          <Link
            className="small"
            to="/$botId/knowledge/$documentId"
            params={{ botId, documentId }}
            search={{ passage: here.passageId }}
          >
            {t('This document')}
          </Link>
          <blockquote>{here.text}</blockquote>
        </div>
        <div>
          <Link
            className="small"
            to="/$botId/knowledge/$documentId"
            params={{ botId, documentId: there.documentId }}
            search={{ passage: there.passageId }}
          >
            {there.title}
          </Link>
          <blockquote>{there.text}</blockquote>
        </div>
      </div>
      {mayChange && (
        <Button size="xs" variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
          {isKept ? t('Show it again') : t('Keep both')}
        </Button>
      )}
      {keep.isError && <Problem error={keep.error} />}
    </li>
  );
}

function titleOf({ kind, about }: Overlap): string {
  if (kind === 'same') {
    return about === ''
      ? t('Two pages say the same.')
      : t('Two pages say the same about “{about}”.', { about });
  }
  return about === ''
    ? t('These two pages say different things.')
    : t('These two pages say different things about “{about}”.', { about });
}
