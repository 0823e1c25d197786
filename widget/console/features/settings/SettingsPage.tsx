import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../me.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { botQuery } from '../../queries.ts';
import { ApiKeys } from './ApiKeys.tsx';
import { BotForm } from './BotForm.tsx';
import './settings.css';
import { t } from '../../i18n/t.ts';

/** The form is made anew for each version, so what it has to say after saving is kept here. */
export function SettingsPage() {
  const { botId } = useParams({ from: '/$botId/settings' });
  const bot = useQuery(botQuery(botId));
  const may = useMay();
  const [savedVersion, setSavedVersion] = useState<number>();
  return (
    <>
      <PageHead title={t('Settings')}>
        {t('What the bot says on its own behalf, and who may use it.')}
      </PageHead>
      <Link className="card settings-way" to="/$botId/settings/people" params={{ botId }}>
        <strong>{t('Hours and handoff')}</strong>
        <span className="quiet">{t('When and how visitors reach a person, and who is told.')}</span>
      </Link>
      <Query result={bot}>
        {(data) => (
          <BotForm
            key={`${data.id} ${data.settingsVersion}`}
            bot={data}
            isSaved={data.settingsVersion === savedVersion}
            onSaved={setSavedVersion}
          />
        )}
      </Query>
      {may('keys:manage') && <ApiKeys />}
    </>
  );
}
