import { Button, Checkbox, Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { msg, said, t } from '../../../i18n/t.ts';
import { useMay } from '../../../me.tsx';
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx';
import { formatTime } from '../../../parts/format.ts';
import { Problem } from '../../../parts/Problem.tsx';
import { isBeingRead, moveSite, removeSite, type Site, sitesQuery } from '../../../queries/crawls.ts';
import { documentsQuery } from '../../../queries.ts';
import { SiteDialog } from './SiteDialog.tsx';
import { SitePages } from './SitePages.tsx';

const STATE: Record<Site['state'], { label: string; tone: string }> = {
  waiting: { label: msg('Waiting'), tone: 'none' },
  running: { label: msg('Reading'), tone: 'busy' },
  done: { label: msg('Read'), tone: 'good' },
  failed: { label: msg('Failed'), tone: 'bad' },
  cancelled: { label: msg('Stopped'), tone: 'warn' },
};

/** One site: how its reading goes or went, and what can be done about it. */
export function SiteItem({ site }: { site: Site }) {
  const mayChange = useMay()('documents:change');
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const [withPages, setWithPages] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: sitesQuery(site.botId).queryKey });
  const move = useMutation({
    mutationFn: (step: 'start' | 'cancel') => moveSite(site, step),
    onSettled: refresh,
  });
  const { label, tone } = STATE[site.state];
  const name = site.startUrl.replace(/^https?:\/\/|\/$/g, '');
  const reading = isBeingRead(site);
  return (
    <li className="site">
      <div className="site-name">
        <a href={site.startUrl} target="_blank" rel="noreferrer">
          {name}
        </a>
        <p className="quiet small">{scheduleText(site)}</p>
      </div>
      <div className="row">
        <span className="state" data-tone={tone}>
          {t(label)}
        </span>
        <span className="quiet small" role="status">
          {summaryOf(site)}
        </span>
      </div>
      {mayChange && (
        <div className="site-actions">
          <Button
            size="xs"
            variant="default"
            loading={move.isPending}
            aria-label={reading ? t('Stop: {name}', { name }) : t('Read again: {name}', { name })}
            onClick={() => move.mutate(reading ? 'cancel' : 'start')}
          >
            {reading ? t('Stop') : t('Read again')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            aria-label={t('Change: {name}', { name })}
            onClick={() => setEditing(true)}
          >
            {t('Change')}
          </Button>
          <ConfirmButton
            label={t('Remove')}
            name={t('Remove {name}', { name })}
            title={t('Remove this site?')}
            confirm={t('Remove')}
            onConfirm={async () => {
              await removeSite(site, withPages);
              await refresh();
              await queries.invalidateQueries({ queryKey: documentsQuery(site.botId).queryKey });
            }}
          >
            <p>{t('It is not read again. Its pages stay as documents, unless you take them out too.')}</p>
            <Checkbox
              mt="sm"
              label={t('Take its pages out of the knowledge')}
              checked={withPages}
              onChange={(event) => setWithPages(event.currentTarget.checked)}
            />
          </ConfirmButton>
        </div>
      )}
      {site.state === 'running' && (
        <Progress className="site-wide" value={percentOf(site)} aria-label={t('Reading {name}', { name })} />
      )}
      {site.error !== null && <p className="problem site-wide">{said(site.error.message)}</p>}
      {site.note !== null && <p className="quiet small site-wide">{site.note}</p>}
      {move.isError && <Problem error={move.error} />}
      {!reading && site.endedAt !== null && <SitePages site={site} name={name} />}
      {editing && <SiteDialog botId={site.botId} site={site} onClose={() => setEditing(false)} />}
    </li>
  );
}

function metBy({ counts: { queued: _, ...met } }: Site): number {
  return Object.values(met).reduce((sum, count) => sum + count, 0);
}

function percentOf(site: Site): number {
  const met = metBy(site);
  return met === 0 ? 0 : (100 * met) / (met + site.counts.queued);
}

function summaryOf(site: Site): string {
  const { added, changed, unchanged, gone, failed } = site.counts;
  if (site.state === 'waiting') return t('Begins in a moment');
  if (site.state === 'running') {
    return t('{met} of {all} addresses looked at', {
      met: metBy(site),
      all: metBy(site) + site.counts.queued,
    });
  }
  return [
    t('{count, plural, one {# page} other {# pages}}', { count: added + changed + unchanged }),
    added > 0 && t('{count} new', { count: added }),
    changed > 0 && t('{count} changed', { count: changed }),
    gone > 0 && t('{count} gone', { count: gone }),
    failed > 0 && t('{count} failed', { count: failed }),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

function scheduleText({ endedAt, nextRunAt }: Site): string {
  const last = endedAt === null ? undefined : t('Last read {time}', { time: formatTime(endedAt) });
  const next =
    nextRunAt === null ? t('Not by itself again') : t('Again {time}', { time: formatTime(nextRunAt) });
  return last === undefined ? t('First reading') : `${last} · ${next}`;
}
