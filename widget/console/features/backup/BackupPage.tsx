import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { BackupsBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../parts/Icon.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { backupsQuery, makeBackup } from '../../queries/backups.ts';
import { HowToRestore } from './HowToRestore.tsx';
import { KeptBackups } from './KeptBackups.tsx';
import { LastBackup } from './LastBackup.tsx';
import './backup.css';

/** What is kept of everything, whether it worked, and how to begin anew with it. */
export function BackupPage() {
  const { botId } = useParams({ from: '/$botId/settings/backup' });
  const queries = useQueryClient();
  const backups = useQuery(backupsQuery());
  const make = useMutation({
    mutationFn: makeBackup,
    onSettled: () => queries.invalidateQueries({ queryKey: backupsQuery().queryKey }),
  });
  const isOurs = backups.data?.engine === 'sqlite';
  const isBusy = make.isPending || Boolean(backups.data?.running);
  return (
    <>
      <Link className="back" to="/$botId/settings" params={{ botId }}>
        <Icon name="back" size={16} /> {t('Settings')}
      </Link>
      <PageHead
        title={t('Backup')}
        actions={
          isOurs && (
            <Button disabled={isBusy} onClick={() => make.mutate()}>
              {t('Back up now')}
            </Button>
          )
        }
      >
        {t('Copies of everything in this installation: bots, documents, lessons, conversations, accounts.')}
      </PageHead>
      {make.isError && <Problem error={make.error} />}
      <Query result={backups}>
        {(body) => (body.engine === 'sqlite' ? <Ours body={body} /> : <Theirs />)}
      </Query>
    </>
  );
}

function Ours({ body }: { body: BackupsBody }) {
  return (
    <div className="stack">
      <LastBackup body={body} />
      <KeptBackups body={body} />
      <HowToRestore body={body} />
    </div>
  );
}

function Theirs() {
  return (
    <p className="card">
      {t(
        'This installation keeps its data in PostgreSQL, which is backed up with its own tools, pg_dump and pg_restore; ask your operator.',
      )}
    </p>
  );
}
