import { Button, Slider } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { formatScore } from '../../parts/format.ts';
import { NewerSettings } from '../../parts/NewerSettings.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { useSaveBot } from '../../parts/use-save-bot.ts';
import type { DecidedItem } from '../../queries/decision.ts';
import type { Bot } from '../../queries.ts';
import { ChangedQuestions } from './ChangedQuestions.tsx';
import { decidedAt } from './decided-at.ts';
import { RiskCurve } from './RiskCurve.tsx';

type Props = { bot: Bot; items: readonly DecidedItem[] };

/** The slider, what its place means in plain numbers, and which questions moving it would change. */
export function OperatingPoint({ bot, items }: Props) {
  const may = useMay();
  const saved = bot.settings.answerThreshold;
  const [threshold, setThreshold] = useState(saved);
  const save = useSaveBot(bot, () => ({
    name: bot.name,
    settings: { ...bot.settings, answerThreshold: threshold },
  }));
  const decided = decidedAt(items, threshold);
  return (
    <section className="card stack" aria-labelledby="operating-point">
      <h2 className="section-title" id="operating-point">
        {t('Answer threshold')}: {formatScore(threshold)}
      </h2>
      <Slider
        min={0}
        max={1}
        step={0.01}
        value={threshold}
        label={formatScore}
        thumbLabel={t('Answer threshold')}
        onChange={setThreshold}
      />
      <div className="slider-ends quiet small">
        <span>{t('answers more')}</span>
        <span>{t('declines more')}</span>
      </div>
      <ul className="consequences">
        <li>
          {t(
            'Of {count, plural, one {# question} other {# questions}} that your documents answer, it would decline {declined}.',
            { count: decided.answerable, declined: decided.declinedWrongly },
          )}
        </li>
        <li>
          {t(
            'Of {count, plural, one {# question} other {# questions}} that they do not answer, it would decline {declined}.',
            { count: decided.unanswerable, declined: decided.declinedRightly },
          )}
        </li>
      </ul>
      <ChangedQuestions items={items} saved={saved} threshold={threshold} />
      {save.isError && <Problem error={save.error} />}
      <div className="row">
        <Button
          loading={save.isPending}
          disabled={threshold === saved || !may('bots:change')}
          onClick={() => save.mutate()}
        >
          {t('Save the threshold')}
        </Button>
        {threshold !== saved && (
          <Button variant="default" onClick={() => setThreshold(saved)}>
            {t('Back to {threshold}', { threshold: formatScore(saved) })}
          </Button>
        )}
        <NewerSettings botId={bot.id} error={save.error} onLoaded={save.reset} />
      </div>
      <RiskCurve items={items} />
    </section>
  );
}
