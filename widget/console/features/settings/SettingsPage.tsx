import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMay } from '../../me.tsx';
import { EditBot } from '../../parts/EditBot.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { backupsQuery } from '../../queries/backups.ts';
import { ApiKeys } from './ApiKeys.tsx';
import { BotForm } from './BotForm.tsx';
import './settings.css';
import { t } from '../../i18n/t.ts';

/** What the bot says on its own behalf, and the API keys. */
export function SettingsPage() {
  const { botId } = useParams({ from: '/$botId/settings' });
  const may = useMay();
  return (
    <>
      <PageHead title={t('Settings')}>
        {t('What the bot says on its own behalf, and who may use it.')}
      </PageHead>
      <Link className="card settings-way" to="/$botId/settings/people" params={{ botId }}>
        <strong>{t('Hours and handoff')}</strong>
        <span className="quiet">{t('When and how visitors reach a person, and who is told.')}</span>
      </Link>
      {may('conversations:read') && (
        <Link className="card settings-way" to="/$botId/settings/webhook" params={{ botId }}>
          <strong>{t('Webhook and mails')}</strong>
          <span className="quiet">
            {t('Where another program is told, what signs it, and what was sent lately.')}
          </span>
        </Link>
      )}
      {may('backups:make') && <BackupWay botId={botId} />}
      <EditBot botId={botId} form={BotForm} />
      {may('keys:manage') && <ApiKeys />}
    </>
  );
}

function BackupWay({ botId }: { botId: string }) {
  const { data } = useQuery(backupsQuery());
  return (
    <Link className="card settings-way" to="/$botId/settings/backup" params={{ botId }}>
      <strong>{t('Backup')}</strong>
      <span className="quiet">
        {t('When copies of everything are made, whether that worked, and how to begin anew with one.')}
      </span>
      {data?.last?.state === 'failed' && (
        <span className="state" data-tone="bad">
          {t('The last backup failed.')}
        </span>
      )}
    </Link>
  );
}
