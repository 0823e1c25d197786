import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { said, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { formatBytes, formatNumber } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import {
  dataSetsQuery,
  estimateRun,
  type Preset,
  type RunForecast,
  type RunSettings,
  runsQuery,
  startRun,
} from '../../queries/runs.ts';
import { minutesOf, PRESET_WORDS } from './run-words.ts';
import '../../parts/choices.css';

const PRESETS = Object.keys(PRESET_WORDS) as Preset[];
const DEFAULT_MINUTES = 20;
const MAX_MINUTES = 1440;
const MAX_REPLAY_PERCENT = 30;

/** Three ways to teach, what each would take, and one button. */
export function StartTeaching({ botId }: { botId: string }) {
  const queries = useQueryClient();
  const [preset, setPreset] = useState<Preset>('balanced');
  const [maxMinutes, setMaxMinutes] = useState(String(DEFAULT_MINUTES));
  const [test, setTest] = useState(true);
  const [exercises, setExercises] = useState(true);
  const [replayPercent, setReplayPercent] = useState('0');
  const [corrections, setCorrections] = useState(true);
  const [thumbs, setThumbs] = useState(false);
  const mayUseThumbs = useMay()('lessons:approve');
  const settings: RunSettings = {
    preset,
    maxMinutes: Number(maxMinutes) || DEFAULT_MINUTES,
    test,
    preferences: corrections ? 'auto' : 'skip',
    thumbs: thumbs ? 'auto' : 'skip',
    exercises,
    replay: (Number(replayPercent) || 0) / 100,
  };
  const estimate = useMutation({
    mutationFn: () => estimateRun(botId, settings),
    onSuccess: () => queries.invalidateQueries({ queryKey: dataSetsQuery(botId).queryKey }),
  });
  const start = useMutation({
    mutationFn: () => startRun(botId, settings),
    onSuccess: () => queries.invalidateQueries({ queryKey: runsQuery(botId).queryKey }),
  });

  /** What was estimated holds no more. */
  function choose<T>(set: (value: T) => void, value: T): void {
    set(value);
    estimate.reset();
  }

  return (
    <section className="card stack" aria-labelledby="start-title">
      <h2 id="start-title">{t('Teach it')}</h2>
      <fieldset className="choices">
        <legend>{t('How much')}</legend>
        {PRESETS.map((name) => (
          <label key={name} className="choice">
            <input
              type="radio"
              name="preset"
              value={name}
              checked={preset === name}
              onChange={() => choose(setPreset, name)}
            />
            <span>
              <strong>{t(PRESET_WORDS[name].name)}</strong>
              <span className="quiet small">{t(PRESET_WORDS[name].text)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <details className="more-fields">
        <summary>{t('Advanced')}</summary>
        <div className="stack">
          <TextInput
            type="number"
            label={t('Minutes at most')}
            description={t('Teaching is cut to fit; gathering and comparing come on top.')}
            value={maxMinutes}
            min={1}
            max={MAX_MINUTES}
            className="short-field"
            onChange={(event) => choose(setMaxMinutes, event.currentTarget.value)}
          />
          <Checkbox
            label={t('Practise on invented organisations too')}
            description={t('Some 800 examples that come with Foyer: how to pick the right line and word it.')}
            checked={exercises}
            onChange={(event) => choose(setExercises, event.currentTarget.checked)}
          />
          <TextInput
            type="number"
            label={t('Keep what it could before (percent of the examples)')}
            description={t(
              'Adds what the model says to general requests by itself, and measures what it forgets. Takes about a minute to gather.',
            )}
            value={replayPercent}
            min={0}
            max={MAX_REPLAY_PERCENT}
            className="short-field"
            onChange={(event) => choose(setReplayPercent, event.currentTarget.value)}
          />
          <Checkbox
            label={t('Learn from corrections after the lessons')}
            description={t('From ten approved corrections on: what to say instead of what it had said.')}
            checked={corrections}
            onChange={(event) => choose(setCorrections, event.currentTarget.checked)}
          />
          {mayUseThumbs && (
            <Checkbox
              label={t('Learn from thumbs last')}
              description={t(
                'From 100 up and 100 down on, of answers that the model worded. Anybody can leave a thumb: look through the rows below first.',
              )}
              checked={thumbs}
              onChange={(event) => choose(setThumbs, event.currentTarget.checked)}
            />
          )}
          <Checkbox
            label={t('Compare on the tests when it is done')}
            checked={test}
            onChange={(event) => setTest(event.currentTarget.checked)}
          />
        </div>
      </details>
      {estimate.data && (
        <div role="status">
          <dl className="estimate">
            <Rows estimate={estimate.data.estimate} />
            <Figure name={t('Kept aside')} value={formatNumber(estimate.data.estimate.heldOutRows)} />
            <Figure name={t('Times through')} value={formatNumber(estimate.data.estimate.epochs)} />
            <Figure name={t('Time to teach')} value={minutesOf(estimate.data.estimate.minutes)} />
            <Figure name={t('Memory')} value={formatBytes(estimate.data.estimate.memoryBytes)} />
            <Figure name={t('Disk')} value={formatBytes(estimate.data.estimate.diskBytes)} />
          </dl>
        </div>
      )}
      {estimate.data && estimate.data.notes.length > 0 && (
        <ul className="small">
          {estimate.data.notes.map((note) => (
            <li key={note}>{said(note)}</li>
          ))}
        </ul>
      )}
      {estimate.isPending && (
        <p className="quiet small" role="status">
          {t('Gathering the examples and teaching for ten seconds, to see how fast this machine is…')}
        </p>
      )}
      {(estimate.isError || start.isError) && <Problem error={start.error ?? estimate.error} />}
      <div className="row">
        <Button loading={start.isPending} disabled={estimate.isPending} onClick={() => start.mutate()}>
          {t('Start teaching')}
        </Button>
        <Button variant="default" loading={estimate.isPending} onClick={() => estimate.mutate()}>
          {t('What would it take?')}
        </Button>
      </div>
    </section>
  );
}

/** The bot's own and the exercises are told apart: only the first grow with its lessons. */
function Rows({ estimate: { rows, exerciseRows = 0 } }: Pick<RunForecast, 'estimate'>) {
  if (exerciseRows === 0) return <Figure name={t('Examples')} value={formatNumber(rows)} />;
  return (
    <>
      <Figure name={t('Its own examples')} value={formatNumber(rows - exerciseRows)} />
      <Figure name={t('Exercises')} value={formatNumber(exerciseRows)} />
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
