import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../parts/Icon.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { botQuery } from '../../queries.ts';
import { HandoffForm } from './HandoffForm.tsx';
import './settings.css';
import './handoff.css';

/** The form is made anew for each version, so what it has to say after saving is kept here. */
export function HandoffPage() {
  const { botId } = useParams({ from: '/$botId/settings/people' });
  const bot = useQuery(botQuery(botId));
  const [savedVersion, setSavedVersion] = useState<number>();
  return (
    <>
      <Link className="back" to="/$botId/settings" params={{ botId }}>
        <Icon name="back" size={16} /> {t('Settings')}
      </Link>
      <PageHead title={t('Hours and handoff')}>
        {t('When and how visitors reach a person, and who is told.')}
      </PageHead>
      <Query result={bot}>
        {(data) => (
          <HandoffForm
            key={`${data.id} ${data.settingsVersion}`}
            bot={data}
            isSaved={data.settingsVersion === savedVersion}
            onSaved={setSavedVersion}
          />
        )}
      </Query>
    </>
  );
}
