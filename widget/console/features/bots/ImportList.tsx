import { Button, Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BotImport, ImportStep } from '../../../../server/contract/index.ts';
import { msg, said, t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { importsQuery, isGoingOn } from '../../queries/bot-files.ts';
import { type Bot, botsQuery } from '../../queries.ts';

const STEPS: Record<ImportStep, string> = {
  checking: msg('Checking the file'),
  model: msg('Putting in what it was taught'),
  writing: msg('Writing the bot'),
  preparing: msg('Preparing its documents'),
};
/** What ended longer ago is no news. */
const NEWS_MS = 3_600_000;

/** Bots that come out of a file: how far they are, and what became of the last ones. */
export function ImportList() {
  const { data: imports = [] } = useQuery(importsQuery());
  const { data: bots = [] } = useQuery(botsQuery());
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  useFreshBots(imports);
  const isNews = (one: BotImport) =>
    isGoingOn(one) || (one.state !== 'cancelled' && Date.now() - one.updatedAt < NEWS_MS);
  const shown = imports.filter((one) => isNews(one) && !dismissed.has(one.id));
  if (shown.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t('From a file')}</h2>
      <ul className="plain list bots">
        {shown.map((one) => (
          <ImportItem
            key={one.id}
            one={one}
            bot={bots.find(({ id }) => id === one.botId)}
            onDismiss={() => setDismissed((before) => new Set(before).add(one.id))}
          />
        ))}
      </ul>
    </section>
  );
}

type ItemProps = { one: BotImport; bot: Bot | undefined; onDismiss(): void };

/** `bot` once it is there; a name that was taken has a number then. */
function ImportItem({ one, bot, onDismiss }: ItemProps) {
  const { state, error } = one;
  const name = bot?.name ?? one.name;
  return (
    <li>
      <div className="bot-about">
        <p className="list-title">{name}</p>
        {isGoingOn(one) && <HowFar one={one} />}
        {state === 'done' && (
          <p className="quiet small">{t('brought in {time}', { time: formatTime(one.updatedAt) })}</p>
        )}
        {error && state === 'failed' && (
          <p className="problem small" role="alert">
            {said(error.message)}
          </p>
        )}
      </div>
      {!isGoingOn(one) && (
        <div className="list-actions">
          {state === 'done' && bot && (
            <LinkButton to="/$botId/start" params={{ botId: bot.id }} size="xs" variant="subtle">
              {t('Go to the bot')}
            </LinkButton>
          )}
          <Button
            variant="subtle"
            size="xs"
            aria-label={t('Dismiss the note on {name}', { name })}
            onClick={onDismiss}
          >
            {t('Dismiss')}
          </Button>
        </div>
      )}
    </li>
  );
}

function HowFar({ one: { name, progress } }: { one: BotImport }) {
  const step = progress === null ? t('Waiting') : t(STEPS[progress.step]);
  const share = progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0;
  return (
    <div role="status">
      <p className="quiet small">{step}</p>
      <Progress value={share} animated aria-label={t('How far {name} is', { name })} />
    </div>
  );
}

/** The list of bots is read anew when one more is done. */
function useFreshBots(imports: readonly BotImport[]): void {
  const queries = useQueryClient();
  const done = imports.filter(({ state }) => state === 'done').length;
  useEffect(() => {
    if (done > 0) void queries.invalidateQueries({ queryKey: botsQuery().queryKey });
  }, [done, queries]);
}
