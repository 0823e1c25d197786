import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentDetailBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { editText, originalQuery, pdfAddress } from '../../queries/document-texts.ts';
import { documentQuery, searchKey } from '../../queries.ts';
import { readKey } from '../../session.ts';

/** What can be written here; a page of a site is written there. */
const WRITTEN = /^text\/(markdown|plain|csv)$/;
const MAX_WRITTEN_BYTES = 200_000;

type Props = { botId: string; document: DocumentDetailBody };

/** The file as it was given, beside what the bot reads in it. */
export function Original({ botId, document }: Props) {
  // What stands in the field stays there when a colleague changes the document.
  const [seen, setSeen] = useState(document.contentHash);
  const original = useQuery(originalQuery({ botId, documentId: document.id }, seen));
  return (
    <section className="original stack" aria-labelledby="original-title">
      <h2 id="original-title" className="section-title">
        {t('The original')}
      </h2>
      {seen !== document.contentHash && (
        <div className="notice row">
          {t('Somebody has changed this document meanwhile.')}
          <Button variant="default" size="xs" onClick={() => setSeen(document.contentHash)}>
            {t('Load the newer text')}
          </Button>
        </div>
      )}
      <Query result={original}>
        {({ file, text }) => (
          <>
            {isShownPdf(document) ? (
              <iframe
                className="original-pdf"
                title={t('The original')}
                src={pdfAddress({ botId, documentId: document.id }, seen)}
              />
            ) : text === undefined ? (
              <p className="quiet">
                {t(
                  'This kind of file opens in a program of its own. To change it, add the changed file under the same name.',
                )}
              </p>
            ) : (
              <OriginalText
                key={seen}
                botId={botId}
                document={document}
                given={text}
                seen={seen}
                onSaved={setSeen}
              />
            )}
            <Button variant="default" size="sm" onClick={() => saveFile(file, document.name)}>
              {t('Save the file “{name}”', { name: document.name })}
            </Button>
          </>
        )}
      </Query>
    </section>
  );
}

/** A frame cannot send a key; and some browsers, those of most phones among them, have no reader of their own. */
function isShownPdf({ mediaType }: DocumentDetailBody): boolean {
  return mediaType === 'application/pdf' && navigator.pdfViewerEnabled && readKey() === undefined;
}

type TextProps = Props & { given: string; seen: string; onSaved(contentHash: string): void };

function OriginalText({ botId, document, given, seen, onSaved }: TextProps) {
  const may = useMay();
  const queries = useQueryClient();
  const [text, setText] = useState(given);
  const { id, mediaType, byteLength, url } = document;
  const save = useMutation({
    mutationFn: () => editText({ botId, documentId: id }, { text, expectedHash: seen }),
    onSuccess: (saved) => {
      queries.setQueryData(documentQuery(botId, id).queryKey, saved);
      onSaved(saved.contentHash);
      return queries.invalidateQueries({ queryKey: searchKey(botId) });
    },
  });
  const isWritten =
    WRITTEN.test(mediaType) &&
    byteLength <= MAX_WRITTEN_BYTES &&
    url === undefined &&
    may('documents:change');
  return (
    <>
      <Textarea
        aria-label={t('Text of the original')}
        className="original-text"
        rows={20}
        value={text}
        readOnly={!isWritten || save.isPending}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {url !== undefined && (
        <p className="quiet small">
          {t('This page is read from its site. What you change there comes when the site is read again.')}
        </p>
      )}
      {isWritten && (
        <div className="row">
          <Button
            loading={save.isPending}
            disabled={text === given || text.trim() === ''}
            onClick={() => save.mutate()}
          >
            {t('Save and read it anew')}
          </Button>
          {text !== given && (
            <Button variant="subtle" disabled={save.isPending} onClick={() => setText(given)}>
              {t('As it was')}
            </Button>
          )}
        </div>
      )}
      {save.isError && <Problem error={save.error} />}
    </>
  );
}
