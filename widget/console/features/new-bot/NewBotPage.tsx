import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Brand } from '../../app/Brand.tsx';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { type BotLanguage, BotLanguageChoice } from '../../parts/BotLanguageChoice.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { SetupSteps } from '../../parts/SetupSteps.tsx';
import { createBot } from '../../queries/bots.ts';
import { botsQuery } from '../../queries.ts';
import { firstWords } from './first-words.ts';
import './new-bot.css';

/** The first step of setting a bot up; from here on the bot itself knows how far its set-up has come. */
export function NewBotPage() {
  const may = useMay();
  const bots = useQuery(botsQuery()).data ?? [];
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [language, setLanguage] = useState<BotLanguage>('en');
  const create = useMutation({
    mutationFn: () =>
      createBot({
        name: name.trim(),
        language,
        settings: { organisation: organisation.trim(), ...firstWords(language, organisation.trim()) },
      }),
    onSuccess: async (bot) => {
      await queries.invalidateQueries({ queryKey: botsQuery().queryKey });
      await navigate({ to: '/$botId/setup', params: { botId: bot.id }, replace: true });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate();
  }

  const [first] = bots;
  return (
    <main className="page new-bot">
      {first ? (
        <Link className="back" to="/$botId/bots" params={{ botId: first.id }}>
          <Icon name="back" size={18} />
          {t('Bots')}
        </Link>
      ) : (
        <Brand />
      )}
      <PageHead title={first ? t('A new bot') : t('Your first bot')}>
        {t(
          'It answers your visitors from your own documents, on your own machine. Five short steps, and you can leave at any time.',
        )}
      </PageHead>
      <SetupSteps current={0} />
      {may('bots:create') ? (
        <form className="card stack" onSubmit={submit}>
          <h2>{t('What is it called, and which language does it speak?')}</h2>
          <TextInput
            label={t('Name of the bot')}
            description={t('Visitors see it at the top of the chat.')}
            required
            withAsterisk={false}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('Organisation it speaks for')}
            required
            withAsterisk={false}
            maxLength={120}
            value={organisation}
            onChange={(event) => setOrganisation(event.currentTarget.value)}
          />
          <BotLanguageChoice value={language} onChange={setLanguage} />
          {create.isError && <Problem error={create.error} />}
          <div className="row">
            <Button type="submit" loading={create.isPending}>
              {t('Make the bot')}
            </Button>
          </div>
        </form>
      ) : (
        <p className="notice">{t('Your role does not make bots. Ask an admin of your team.')}</p>
      )}
    </main>
  );
}
