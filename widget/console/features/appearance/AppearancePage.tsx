import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { botQuery } from '../../queries.ts';
import { LookEditor } from './LookEditor.tsx';
import './appearance.css';

/** The form is made anew for each version, so what it has to say after saving is kept here. */
export function AppearancePage() {
  const { botId } = useParams({ from: '/$botId/appearance' });
  const bot = useQuery(botQuery(botId));
  const [savedVersion, setSavedVersion] = useState<number>();
  return (
    <>
      <PageHead title={t('Appearance')}>
        {t(
          'How the chat looks on your sites. What you save is there within a minute; the line on them stays as it is.',
        )}
      </PageHead>
      <Query result={bot}>
        {(data) => (
          <LookEditor
            key={`${data.id} ${data.settingsVersion}`}
            bot={data}
            isSaved={data.settingsVersion === savedVersion}
            onSaved={setSavedVersion}
          />
        )}
      </Query>
      <p className="quiet">
        {t('Its name, greeting and suggested questions are words, not looks:')}{' '}
        <Link to="/$botId/settings" params={{ botId }}>
          {t('Change them under Settings')}
        </Link>
      </p>
    </>
  );
}
