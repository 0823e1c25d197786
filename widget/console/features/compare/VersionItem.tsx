import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { said, t } from '../../i18n/t.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { formatTime } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import { comparisonsQuery, startComparison } from '../../queries/comparisons.ts';
import type { Release, Version } from '../../queries/versions.ts';
import { sayChanged, sayTests } from './compare-words.ts';
import { PublishDialog } from './PublishDialog.tsx';
import { VerdictState } from './VerdictState.tsx';
import { VersionCards } from './VersionCards.tsx';

type Props = {
  version: Version;
  /** What serves now. */
  release: Release | undefined;
};

export function VersionItem({ version, release }: Props) {
  const actorName = useActorName();
  const { botId, id, author, createdAt, state, retiredReason, gate } = version;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'publish' | 'cards'>();
  const close = () => setOpen(undefined);
  const compare = useMutation({
    mutationFn: () => startComparison(botId, id),
    onSuccess: async ({ id: comparisonId }) => {
      await queries.invalidateQueries({ queryKey: comparisonsQuery(botId).queryKey });
      await navigate({ to: '/$botId/compare/$comparisonId', params: { botId, comparisonId } });
    },
  });
  const serves = release?.versionId === id;
  const isRetired = state === 'retired';
  return (
    <li>
      <div>
        <h3 className="list-title">{t('Taught {time}', { time: formatTime(createdAt) })}</h3>
        <p className="quiet small">
          {actorName(author)} · {id}
          {retiredReason !== null && ` · ${t('retired: {reason}', { reason: said(retiredReason) })}`}
        </p>
        <p className="row small">
          {serves && (
            <span className="state" data-tone="good">
              {t('Answers now')}
            </span>
          )}
          {gate ? (
            <Link to="/$botId/compare/$comparisonId" params={{ botId, comparisonId: gate.comparisonId }}>
              <VerdictState verdict={gate.verdict} split={gate.split} />
            </Link>
          ) : (
            <span className="state">{t('Not compared yet')}</span>
          )}
          {gate && <span className="quiet">{sayTests(gate)}</span>}
          {gate?.verdict === 'better' && gate.changedSince.length > 0 && (
            <span className="state" data-tone="warn">
              {sayChanged(gate)}
            </span>
          )}
        </p>
      </div>
      <div className="list-actions">
        {!isRetired && (
          <Button
            variant="default"
            size="sm"
            loading={compare.isPending}
            aria-label={t('Compare {version}', { version: id })}
            onClick={() => compare.mutate()}
          >
            {t('Compare')}
          </Button>
        )}
        {!isRetired && !serves && (
          <Button
            size="sm"
            aria-label={t('Publish {version}', { version: id })}
            onClick={() => setOpen('publish')}
          >
            {t('Publish')}
          </Button>
        )}
        <Button
          variant="subtle"
          size="sm"
          aria-label={t('Model card of {version}', { version: id })}
          onClick={() => setOpen('cards')}
        >
          {t('Model card')}
        </Button>
      </div>
      {compare.isError && <Problem error={compare.error} />}
      <PublishDialog
        version={version}
        serving={release?.number ?? 0}
        opened={open === 'publish'}
        onClose={close}
      />
      <VersionCards version={version} opened={open === 'cards'} onClose={close} />
    </li>
  );
}
