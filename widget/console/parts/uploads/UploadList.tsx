import { Button } from '@mantine/core';
import type { Document } from '../../../../server/contract/index.ts';
import { msg, said, t } from '../../i18n/t.ts';
import { dismissUpload, type Upload } from './uploads.ts';

const LABEL: Record<Upload['state'], string> = {
  queued: msg('Waiting'),
  sending: msg('Sending'),
  preparing: msg('Preparing'),
  done: msg('Ready, with a note'),
  failed: msg('Failed'),
};

type Props = { botId: string; uploads: readonly Upload[]; known: Document[] };

/** Files that the list of documents does not show yet, and what there is to say about those it does. */
export function UploadList({ botId, uploads, known }: Props) {
  const names = new Set(known.map(({ name }) => name));
  const shown = uploads.filter(({ name, notes }) => notes.length > 0 || !names.has(name));
  return (
    <div role="status">
      {shown.length > 0 && (
        <ul className="plain uploads">
          {shown.map(({ name, state, notes }) => (
            <li key={name}>
              <span
                className="state"
                data-tone={state === 'failed' ? 'bad' : state === 'done' ? 'warn' : 'busy'}
              >
                {t(LABEL[state])}
              </span>
              <span>{name}</span>
              {notes.length > 0 && (
                <>
                  <span className="small upload-notes">{notes.map(said).join(' ')}</span>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={t('Dismiss the note on {name}', { name })}
                    onClick={() => dismissUpload(botId, name)}
                  >
                    {t('Dismiss')}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
