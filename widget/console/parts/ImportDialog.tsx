import { Button, Checkbox, FileButton, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { said, t } from '../i18n/t.ts';
import { Icon } from './Icon.tsx';
import { Problem } from './Problem.tsx';
import './import-dialog.css';

type Complaint = {
  line?: number | undefined;
  column?: number | undefined;
  field?: string | undefined;
  message: string;
};

/** What became of one file. */
export type FileReport = {
  file: string;
  kept: boolean;
  added: number;
  alreadyThere: number;
  refused: number;
  changed?: number;
  complaints: Complaint[];
};

type Props = {
  opened: boolean;
  title: string;
  /** Which files it takes, and what stands in them. */
  children: ReactNode;
  accept: string;
  /** One more choice beside the files, such as approving at once. */
  option?: string;
  /** The rest of a file is kept anyway, so nobody is asked. */
  keepsRest?: boolean;
  onImport(files: File[], flags: { skipInvalid: boolean; option: boolean }): Promise<FileReport[]>;
  onClose(): void;
};

/** Files in, and the place of every mistake in them. All of a file is kept, or nothing of it. */
export function ImportDialog({
  opened,
  title,
  children,
  accept,
  option,
  keepsRest,
  onImport,
  onClose,
}: Props) {
  const [files, setFiles] = useState<File[]>([]);
  const [skipInvalid, setSkipInvalid] = useState(false);
  const [optionChosen, setOptionChosen] = useState(false);
  const load = useMutation({
    mutationFn: () => onImport(files, { skipInvalid, option: optionChosen }),
  });

  function close(): void {
    setFiles([]);
    load.reset();
    onClose();
  }

  return (
    <Modal opened={opened} onClose={close} title={title} size="lg">
      <div className="stack">
        <div className="quiet">{children}</div>
        <div className="row">
          <FileButton
            multiple
            accept={accept}
            onChange={(chosen) => {
              setFiles(chosen);
              load.reset();
            }}
          >
            {(props) => (
              <Button variant="default" leftSection={<Icon name="upload" size={18} />} {...props}>
                {t('Choose files')}
              </Button>
            )}
          </FileButton>
          <span className="small" role="status">
            {files.map(({ name }) => name).join(', ')}
          </span>
        </div>
        {option && (
          <Checkbox
            label={option}
            checked={optionChosen}
            onChange={(event) => setOptionChosen(event.currentTarget.checked)}
          />
        )}
        {!keepsRest && (
          <Checkbox
            label={t('Keep what is right in a file that has mistakes')}
            checked={skipInvalid}
            onChange={(event) => setSkipInvalid(event.currentTarget.checked)}
          />
        )}
        {load.isError && <Problem error={load.error} />}
        {load.data && <Report files={load.data} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={close}>
            {load.isSuccess ? t('Done') : t('Cancel')}
          </Button>
          <Button disabled={files.length === 0} loading={load.isPending} onClick={() => load.mutate()}>
            {load.isSuccess ? t('Bring in again') : t('Bring in')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Report({ files }: { files: readonly FileReport[] }) {
  const sum = (count: (file: FileReport) => number) => files.reduce((total, file) => total + count(file), 0);
  const changed = sum((file) => file.changed ?? 0);
  return (
    <div role="status" className="stack">
      <p>
        {t('{added} added, {alreadyThere} there already, {refused} with mistakes.', {
          added: sum((file) => file.added),
          alreadyThere: sum((file) => file.alreadyThere),
          refused: sum((file) => file.refused),
        })}{' '}
        {changed > 0 && t('{changed} changed.', { changed })}
      </p>
      {files
        .filter(({ complaints }) => complaints.length > 0)
        .map((file) => (
          <section key={file.file} className="complaints">
            <h3>{file.file}</h3>
            <p className={file.kept ? 'notice small' : 'problem small'}>
              {file.kept
                ? t('The rest of this file was kept; these rows were not.')
                : t('Nothing of this file was kept. Mend these places and bring it in again.')}
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
            <div className="complaints-table" tabIndex={0}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('Line')}</th>
                    <th scope="col">{t('Column')}</th>
                    <th scope="col">{t('Field')}</th>
                    <th scope="col">{t('What is wrong')}</th>
                  </tr>
                </thead>
                <tbody>
                  {file.complaints.map((complaint, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a report of the past; its order never changes.
                    <tr key={index}>
                      <td>{complaint.line ?? '–'}</td>
                      <td>{complaint.column ?? '–'}</td>
                      <td>{complaint.field ?? '–'}</td>
                      <td>{said(complaint.message)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        ))}
    </div>
  );
}
