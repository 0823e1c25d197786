import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
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
      <nav className="settings-ways" aria-label={t('More settings')}>
        <Way to="/$botId/settings/people" botId={botId} title={t('Hours and handoff')}>
          {t('When and how visitors reach a person, and who is told.')}
        </Way>
        {may('conversations:read') && (
          <Way to="/$botId/settings/webhook" botId={botId} title={t('Webhook and mails')}>
            {t('Where another program is told, what signs it, and what was sent lately.')}
          </Way>
        )}
        {may('team:manage') && (
          <Way to="/$botId/team" botId={botId} title={t('Team and roles')}>
            {t('Who works here, and what each person may do.')}
          </Way>
        )}
        {may('audit:read') && (
          <Way to="/$botId/audit" botId={botId} title={t('Who did what')}>
            {t('Every change, with what was before and after.')}
          </Way>
        )}
        {may('backups:make') && <BackupWay botId={botId} />}
      </nav>
      <EditBot botId={botId} form={BotForm} />
      {may('keys:manage') && <ApiKeys />}
    </>
  );
}

function BackupWay({ botId }: { botId: string }) {
  const { data } = useQuery(backupsQuery());
  return (
    <Way to="/$botId/settings/backup" botId={botId} title={t('Backup')}>
      {t('When copies of everything are made, whether that worked, and how to begin anew with one.')}
      {data?.last?.state === 'failed' && (
        <span className="state" data-tone="bad">
          {t('The last backup failed.')}
        </span>
      )}
    </Way>
  );
}

type WayProps = {
  to:
    | '/$botId/settings/people'
    | '/$botId/settings/webhook'
    | '/$botId/settings/backup'
    | '/$botId/team'
    | '/$botId/audit';
  botId: string;
  title: string;
  children: ReactNode;
};

/** To a page of settings that is a page of its own. */
function Way({ to, botId, title, children }: WayProps) {
  return (
    <Link className="card settings-way" to={to} params={{ botId }}>
      <strong>{title}</strong>
      <span className="quiet small">{children}</span>
    </Link>
  );
}
