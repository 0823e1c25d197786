import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { botQuery } from '../../queries.ts';
import { ApiKeys } from './ApiKeys.tsx';
import { BotForm } from './BotForm.tsx';
import './settings.css';

export function SettingsPage() {
  const { botId } = useParams({ from: '/$botId/settings' });
  const bot = useQuery(botQuery(botId));
  return (
    <>
      <PageHead title="Settings">What the bot says on its own behalf, and who may use it.</PageHead>
      <Query result={bot}>
        {(data) => <BotForm key={`${data.id} ${data.settingsVersion}`} bot={data} />}
      </Query>
      <ApiKeys />
    </>
  );
}
