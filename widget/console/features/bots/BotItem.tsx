import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatTime } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import { archiveBot, deleteBot } from '../../queries/bots.ts';
import { type Bot, botsQuery } from '../../queries.ts';
import { DuplicateBot } from './DuplicateBot.tsx';
import { TakeBot } from './TakeBot.tsx';
import { WhatGoes } from './WhatGoes.tsx';
import './bots.css';

/** One bot: open it, copy it, download it, take it out of service, delete it. */
export function BotItem({ bot }: { bot: Bot }) {
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { botId: shown } = useParams({ from: '/$botId/bots' });
  const { id, name, archivedAt, settings } = bot;
  const refresh = () => queries.invalidateQueries({ queryKey: botsQuery().queryKey });
  const archive = useMutation({
    mutationFn: () => archiveBot(id, archivedAt === null),
    onSuccess: refresh,
  });

  async function remove(): Promise<void> {
    await deleteBot(id);
    queries.setQueryData(botsQuery().queryKey, (known) => known?.filter((other) => other.id !== id));
    if (id === shown) await navigate({ to: '/', replace: true });
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[1] === id });
    await refresh();
  }

  return (
    <li>
      <div className="bot-about">
        <Link to="/$botId/start" params={{ botId: id }} className="list-title">
          {name}
        </Link>
        <p className="quiet small">
          {t('for {organisation}', { organisation: settings.organisation })} ·{' '}
          {archivedAt === null
            ? t('made {time}', { time: formatTime(bot.createdAt) })
            : t('archived {time}', { time: formatTime(archivedAt) })}
        </p>
        {archive.isError && <Problem error={archive.error} />}
      </div>
      <div className="list-actions">
        {may('bots:create') && <DuplicateBot bot={bot} />}
        {may('bots:export') && <TakeBot bot={bot} />}
        {may('bots:archive') && (
          <Button
            variant="subtle"
            size="xs"
            loading={archive.isPending}
            aria-label={
              archivedAt === null ? t('Archive {name}', { name }) : t('Bring back {name}', { name })
            }
            onClick={() => archive.mutate()}
          >
            {archivedAt === null ? t('Archive') : t('Bring back')}
          </Button>
        )}
        {may('bots:delete') && (
          <ConfirmButton
            label={t('Delete')}
            name={t('Delete {name}', { name })}
            title={t('Delete “{name}” for good?', { name })}
            confirm={t('Delete')}
            onConfirm={remove}
          >
            <WhatGoes botId={id} />
          </ConfirmButton>
        )}
      </div>
    </li>
  );
}
