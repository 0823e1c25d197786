import { Button, Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { said, t } from '../../i18n/t.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatNumber, formatTime } from '../../parts/format.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { Problem } from '../../parts/Problem.tsx';
import {
  changeRun,
  type Run,
  type RunDetail,
  type RunPoint,
  runQuery,
  runsQuery,
} from '../../queries/runs.ts';
import { LossCurve } from './LossCurve.tsx';
import { MarginCurve } from './MarginCurve.tsx';
import { isActive, minutesOf, RUN_STATE_LABEL, RUN_STATE_TONE, STAGES, type Stage } from './run-words.ts';

/** A run as it stands on the server, with what can be done to it. */
export function RunPanel({ run }: { run: RunDetail }) {
  const actorName = useActorName();
  const { botId, state, isPausing, progress, notes, error } = run;
  const pointsOf = (part: RunPoint['part']) => run.points.filter((point) => point.part === part);
  const [corrections, thumbs] = [pointsOf('corrections'), pointsOf('thumbs')];
  const share = progress && progress.steps > 0 ? (100 * progress.step) / progress.steps : 0;
  return (
    <section className="card stack" aria-labelledby="run-title">
      <div className="row">
        <h2 id="run-title">{t('The run of {time}', { time: formatTime(run.createdAt) })}</h2>
        <span className="state" data-tone={RUN_STATE_TONE[state]} role="status">
          {isPausing ? t('Pausing after this step') : t(RUN_STATE_LABEL[state])}
        </span>
        <span className="quiet small row-end">
          {t('Started by {name}', { name: actorName(run.createdBy) })}
        </span>
      </div>
      <Stages run={run} />
      {isActive(state) && progress && progress.steps > 0 && (
        <div>
          <Progress value={share} aria-label={t('Progress of this step')} />
          <p className="quiet small">
            {t('Step {step} of {steps}', { step: progress.step, steps: progress.steps })}
            {progress.etaSeconds !== null &&
              ` · ${t('about {time} left', { time: minutesOf(progress.etaSeconds / 60) })}`}
            {progress.tokensPerSecond !== null &&
              ` · ${t('{count} tokens a second', { count: formatNumber(progress.tokensPerSecond) })}`}
          </p>
        </div>
      )}
      {isActive(state) && (
        <p className="quiet small">
          {t(
            'It works on the server. You may close this page and come back; a restart costs a minute at most.',
          )}
        </p>
      )}
      {error && (
        <p className="problem" role="alert">
          {said(error.message)}
        </p>
      )}
      {notes.length > 0 && (
        <ul className="small">
          {notes.map((note) => (
            <li key={note}>{said(note)}</li>
          ))}
        </ul>
      )}
      <RunActions run={run} />
      {(run.points.length > 0 || state === 'training') && <LossCurve points={pointsOf('lessons')} />}
      {corrections.length > 0 && <MarginCurve of="corrections" points={corrections} />}
      {thumbs.length > 0 && <MarginCurve of="thumbs" points={thumbs} />}
      {state === 'done' && run.versionId !== null && (
        <div className="row">
          <p>{t('A new version is there. It answers nobody until it is published.')}</p>
          <LinkButton to="/$botId/compare" params={{ botId }}>
            {t('Compare & publish')}
          </LinkButton>
        </div>
      )}
    </section>
  );
}

/** Which steps are behind it, which it is at, and which are left out. */
function Stages({
  run: { state, settings, versionId, dataSetId, comparisonId, points, estimate, preference, thumbs },
}: {
  run: RunDetail;
}) {
  const leftOut: Partial<Record<Stage, boolean>> = {
    preferring: preference === null,
    weighing: thumbs === null,
    testing: settings.test === false,
  };
  const stages = STAGES.filter((stage) => !leftOut[stage]);
  const done: Record<Stage, boolean> = {
    assembling: dataSetId !== null,
    estimating: estimate !== null,
    training: versionId !== null || ['preferring', 'weighing', 'merging'].includes(state),
    preferring: versionId !== null || Boolean(preference?.outcome),
    weighing: versionId !== null || Boolean(thumbs?.outcome),
    merging: versionId !== null,
    testing: comparisonId !== null && state === 'done',
  };
  return (
    <ol className="plain stages" aria-label={t('Steps')} data-begun={points.length > 0}>
      {stages.map((stage) => (
        <li
          key={stage}
          data-state={done[stage] ? 'done' : state === stage ? 'now' : 'open'}
          {...(state === stage ? { 'aria-current': 'step' as const } : {})}
        >
          <span aria-hidden="true">{done[stage] ? '✓' : state === stage ? '●' : '○'}</span>{' '}
          {t(RUN_STATE_LABEL[stage])}
          {done[stage] && <span className="visually-hidden"> ({t('done')})</span>}
        </li>
      ))}
    </ol>
  );
}

function RunActions({ run }: { run: Run }) {
  const { botId, id, state, isPausing } = run;
  const queries = useQueryClient();

  async function refresh(): Promise<void> {
    await queries.invalidateQueries({ queryKey: runQuery(botId, id).queryKey });
    await queries.invalidateQueries({ queryKey: runsQuery(botId).queryKey });
  }

  const change = useMutation({
    mutationFn: (step: 'pause' | 'resume') => changeRun(run, step),
    onSettled: refresh,
  });
  const isOver = state === 'done' || state === 'cancelled';
  if (isOver) return null;
  return (
    <div className="row">
      {isActive(state) ? (
        <Button
          variant="default"
          disabled={isPausing}
          loading={change.isPending}
          onClick={() => change.mutate('pause')}
        >
          {t('Pause')}
        </Button>
      ) : (
        <Button loading={change.isPending} onClick={() => change.mutate('resume')}>
          {t('Continue')}
        </Button>
      )}
      <ConfirmButton
        size="sm"
        label={t('Cancel this run')}
        title={t('Cancel this run?')}
        confirm={t('Cancel this run')}
        onConfirm={async () => {
          await changeRun(run, 'cancel');
          await refresh();
        }}
      >
        {t('What it has learned so far is thrown away. To go on later instead, pause it.')}
      </ConfirmButton>
      {change.isError && <Problem error={change.error} />}
    </div>
  );
}
