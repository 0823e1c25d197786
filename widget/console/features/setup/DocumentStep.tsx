import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Document, Overview } from '../../../../server/contract/index.ts';
import { said, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { DocumentState } from '../../parts/DocumentState.tsx';
import { DropArea } from '../../parts/uploads/DropArea.tsx';
import { PasteText } from '../../parts/uploads/PasteText.tsx';
import { UploadList } from '../../parts/uploads/UploadList.tsx';
import { useUploads } from '../../parts/uploads/uploads.ts';
import { documentsQuery } from '../../queries.ts';

/** More would hide the button below; the rest is under Knowledge. */
const SHOWN = 5;

type Props = { botId: string; overview: Overview; onNext(): void };

/** One document, by file or by hand; it is read while one looks on. */
export function DocumentStep({ botId, overview, onNext }: Props) {
  const documents = useQuery(documentsQuery(botId)).data ?? [];
  const uploads = useUploads(botId);
  const mayChange = useMay()('documents:change');
  const [pasting, setPasting] = useState(false);
  const ready = documents.some(({ state }) => state === 'ready') || overview.documents.ready > 0;
  return (
    <section className="card stack" aria-labelledby="document-title">
      <h2 id="document-title">{t('Give it one document')}</h2>
      <p className="quiet">
        {t(
          'Your returns policy, your price list, a page of questions and answers: whatever visitors ask about. More can follow later.',
        )}
      </p>
      {mayChange ? (
        <DropArea botId={botId} />
      ) : (
        <p className="notice">{t('Your role does not add documents. Ask an editor of your team.')}</p>
      )}
      <UploadList botId={botId} uploads={uploads} known={documents} />
      <DocumentList documents={documents} />
      <PasteText botId={botId} opened={pasting} onClose={() => setPasting(false)} />
      <div className="row">
        <Button disabled={!ready} onClick={onNext}>
          {t('Go on')}
        </Button>
        {mayChange && (
          <Button variant="default" onClick={() => setPasting(true)}>
            {t('Paste text')}
          </Button>
        )}
        {!ready && <span className="quiet small">{t('It goes on once one document is ready.')}</span>}
      </div>
    </section>
  );
}

function DocumentList({ documents }: { documents: readonly Document[] }) {
  if (documents.length === 0) return null;
  return (
    <ul className="plain setup-documents" aria-label={t('Documents')}>
      {documents.slice(0, SHOWN).map((document) => (
        <li key={document.id}>
          <DocumentState document={document} />
          <span>
            {document.title}
            {document.error && <span className="quiet small"> {said(document.error.message)}</span>}
          </span>
        </li>
      ))}
      {documents.length > SHOWN && (
        <li className="quiet small">
          {t('and {count, plural, one {# more} other {# more}}', { count: documents.length - SHOWN })}
        </li>
      )}
    </ul>
  );
}
