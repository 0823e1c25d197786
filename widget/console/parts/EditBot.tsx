import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useState } from 'react';
import { type Bot, botQuery } from '../queries.ts';
import { Query } from './Query.tsx';

export type BotFormProps = { bot: Bot; isSaved: boolean; onSaved(settingsVersion: number): void };

type Props = { botId: string; form: ComponentType<BotFormProps> };

/** A form of a bot's settings. It is made anew for each version, so what it has to say after saving is kept here. */
export function EditBot({ botId, form: Form }: Props) {
  const bot = useQuery(botQuery(botId));
  const [savedVersion, setSavedVersion] = useState<number>();
  return (
    <Query result={bot}>
      {(data) => (
        <Form
          key={`${data.id} ${data.settingsVersion}`}
          bot={data}
          isSaved={data.settingsVersion === savedVersion}
          onSaved={setSavedVersion}
        />
      )}
    </Query>
  );
}
