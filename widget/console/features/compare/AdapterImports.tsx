import { Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AdapterImport } from '../../../../server/contract/index.ts';
import { said, t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { adapterImportsQuery, isGoingOn } from '../../queries/adapter-imports.ts';
import { versionsQuery } from '../../queries/versions.ts';

/** What ended longer ago is no news. */
const NEWS_MS = 3_600_000;

/** Adapters that were brought in: how far they are, and what became of the last ones. */
export function AdapterImports({ botId }: { botId: string }) {
  const { data: versions } = useQuery(versionsQuery(botId));
  const { data: imports = [] } = useQuery({ ...adapterImportsQuery(botId), enabled: versions !== undefined });
  const made = imports.flatMap(({ state, versionId }) => (state === 'done' && versionId ? [versionId] : []));
  useFreshVersions(
    botId,
    versions === undefined ? [] : made.filter((id) => !versions.some((one) => one.id === id)),
  );
  const shown = imports.filter(
    (one) => isGoingOn(one) || (one.state !== 'cancelled' && Date.now() - one.updatedAt < NEWS_MS),
  );
  if (shown.length === 0) return null;
  return (
    <ul className="plain list" aria-label={t('Adapters brought in')}>
      {shown.map((one) => (
        <li key={one.id}>
          <div className="adapter-about">
            <p className="list-title">{nameOf(one)}</p>
            <HowItStands one={one} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function nameOf({ baseName, createdAt }: AdapterImport): string {
  const time = formatTime(createdAt);
  return baseName === null
    ? t('An adapter, {time}', { time })
    : t('An adapter for {model}, {time}', { model: baseName, time });
}

function HowItStands({ one }: { one: AdapterImport }) {
  const { state, progress, versionId, error } = one;
  if (isGoingOn(one)) {
    const share = progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0;
    return (
      <div role="status">
        <p className="quiet small">
          {state === 'waiting'
            ? t('Waits until it is merged into the model')
            : t('Being merged into the model, which takes about a minute')}
        </p>
        <Progress value={share} animated aria-label={t('How far the adapter is')} />
      </div>
    );
  }
  if (error !== null && state === 'failed') {
    return (
      <p className="problem small" role="alert">
        {said(error.message)}
      </p>
    );
  }
  return (
    <p className="small" role="status">
      {t('{version} is there. It answers nobody until it is published.', { version: versionId ?? '' })}
    </p>
  );
}

/** The list of versions is read anew when one has been made that it lacks. */
function useFreshVersions(botId: string, lacking: readonly string[]): void {
  const queries = useQueryClient();
  const named = lacking.join();
  useEffect(() => {
    if (named !== '') void queries.invalidateQueries({ queryKey: versionsQuery(botId).queryKey });
  }, [named, botId, queries]);
}
