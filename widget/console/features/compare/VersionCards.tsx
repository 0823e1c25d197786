import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { saveFile } from '../../parts/save-file.ts';
import {
  cardsQuery,
  removeVersion,
  retireVersion,
  type Version,
  versionsQuery,
} from '../../queries/versions.ts';
import { VersionFiles } from './VersionFiles.tsx';

type Props = { version: Version; opened: boolean; onClose(): void };

/** What a version is and was taught from, in its own words; and the way to take it out of service for good. */
export function VersionCards({ version, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} size="xl" title={t('Model card')}>
      {opened && <Cards version={version} onClose={onClose} />}
    </Modal>
  );
}

function Cards({ version, onClose }: Omit<Props, 'opened'>) {
  const cards = useQuery(cardsQuery(version.botId, version.id));
  const may = useMay();
  return (
    <div className="stack">
      <Query result={cards}>
        {({ modelCard, dataCard }) => (
          <>
            <pre className="code">{modelCard}</pre>
            <h3>{t('What it was taught from')}</h3>
            <pre className="code">{dataCard}</pre>
            <div className="row">
              <Button
                variant="default"
                size="sm"
                onClick={() =>
                  saveFile(
                    new Blob([modelCard, '\n\n', dataCard], { type: 'text/markdown' }),
                    `${version.id}.md`,
                  )
                }
              >
                {t('Save as a file')}
              </Button>
            </div>
          </>
        )}
      </Query>
      {may('bots:export') && <VersionFiles version={version} />}
      {version.state !== 'retired' && <Retire version={version} onDone={onClose} />}
      {version.state === 'retired' && may('versions:retire') && <Remove version={version} onDone={onClose} />}
    </div>
  );
}

function Retire({ version, onDone }: { version: Version; onDone(): void }) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const retire = useMutation({
    mutationFn: () => retireVersion(version, reason.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: versionsQuery(version.botId).queryKey });
      onDone();
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    retire.mutate();
  }

  return (
    <details className="more-fields">
      <summary>{t('Retire this version for good')}</summary>
      <form className="stack" onSubmit={submit}>
        <Textarea
          label={t('Why')}
          description={t(
            'It can never be published again; one that answers now goes on until another takes its place.',
          )}
          required
          withAsterisk={false}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {retire.isError && <Problem error={retire.error} />}
        <Button type="submit" color="red" disabled={reason.trim() === ''} loading={retire.isPending}>
          {t('Retire for good')}
        </Button>
      </form>
    </details>
  );
}

function Remove({ version, onDone }: { version: Version; onDone(): void }) {
  const queries = useQueryClient();
  return (
    <div className="row">
      <ConfirmButton
        size="sm"
        label={t('Remove this version')}
        title={t('Remove this version?')}
        confirm={t('Remove this version')}
        onConfirm={async () => {
          await removeVersion(version);
          await queries.invalidateQueries({ queryKey: versionsQuery(version.botId).queryKey });
          onDone();
        }}
      >
        {t('Its adapter and its files are deleted; what was published and compared stays in the record.')}
      </ConfirmButton>
    </div>
  );
}
