import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { said, t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { lessonCheckQuery } from '../../queries/lessons.ts';
import { type Run, runsQuery } from '../../queries/runs.ts';
import { DataPreview } from './DataPreview.tsx';
import { Readiness } from './Readiness.tsx';
import { RunPanel } from './RunPanel.tsx';
import { isActive, PRESET_WORDS, RUN_STATE_LABEL, RUN_STATE_TONE } from './run-words.ts';
import { StartTeaching } from './StartTeaching.tsx';
import { useRun } from './use-run.ts';
import './teach.css';

/** From lessons to a new version: ready, start, and how it goes. */
export function TeachPage() {
  const { botId } = useParams({ from: '/$botId/teach' });
  const check = useQuery(lessonCheckQuery(botId));
  const runs = useQuery(runsQuery(botId));
  return (
    <>
      <PageHead title={t('Teach')}>
        {t(
          'The bot’s own small model is taught your lessons, on your machine. What comes of it is a version, which you compare and publish; until then nothing changes for visitors.',
        )}
      </PageHead>
      <Query result={check}>{({ lessons }) => <Readiness botId={botId} lessons={lessons} />}</Query>
      <Query result={runs}>{(all) => <Runs botId={botId} runs={all} />}</Query>
      <DataPreview botId={botId} />
    </>
  );
}

/** A run at a deep link. */
export function RunPage() {
  const { botId, runId } = useParams({ from: '/$botId/teach/$runId' });
  return (
    <>
      <Link className="back" to="/$botId/teach" params={{ botId }}>
        <Icon name="back" size={16} /> {t('Teach')}
      </Link>
      <PageHead title={t('A run')} />
      <FollowedRun botId={botId} runId={runId} />
    </>
  );
}

function FollowedRun({ botId, runId }: { botId: string; runId: string }) {
  const run = useRun(botId, runId);
  return <Query result={run}>{(data) => <RunPanel run={data} />}</Query>;
}

function Runs({ botId, runs }: { botId: string; runs: readonly Run[] }) {
  const [newest, ...older] = runs;
  const isOpen = newest !== undefined && (isActive(newest.state) || newest.state === 'paused');
  return (
    <>
      {!isOpen && <StartTeaching botId={botId} />}
      {newest && <FollowedRun key={newest.id} botId={botId} runId={newest.id} />}
      {older.length > 0 && (
        <section aria-labelledby="older-title">
          <h2 className="section-title" id="older-title">
            {t('Earlier runs')}
          </h2>
          <ul className="plain list older-runs">
            {older.map((run) => (
              <li key={run.id}>
                <div>
                  <Link to="/$botId/teach/$runId" params={{ botId, runId: run.id }}>
                    {formatTime(run.createdAt)}
                  </Link>
                  <p className="quiet small">
                    {t(presetOf(run))}
                    {run.error && ` · ${said(run.error.message)}`}
                  </p>
                </div>
                <span className="state" data-tone={RUN_STATE_TONE[run.state]}>
                  {t(RUN_STATE_LABEL[run.state])}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function presetOf({ settings: { preset = 'balanced' } }: Run): string {
  return PRESET_WORDS[preset].name;
}
