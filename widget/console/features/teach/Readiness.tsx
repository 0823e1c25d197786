import { Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { LessonFindings } from '../../parts/LessonFindings.tsx';

/** From about here on, teaching changes how a bot sounds; see docs/teaching.md. */
const ENOUGH = 100;

/** How far the bot is from being worth teaching. */
export function Readiness({ botId, lessons }: { botId: string; lessons: number }) {
  return (
    <section className="card stack" aria-labelledby="ready-title">
      <h2 id="ready-title">{t('{lessons} of about {enough} examples', { lessons, enough: ENOUGH })}</h2>
      <Progress value={Math.min(100, (100 * lessons) / ENOUGH)} aria-label={t('Examples that are ready')} />
      <p className="quiet">
        {lessons === 0
          ? t(
              'Teaching needs lessons that are approved. Thirty are enough to see a change, a hundred to rely on it.',
            )
          : t('Each approved lesson is an example; from your documents, more are made by rules.')}{' '}
        <Link to="/$botId/lessons/new" params={{ botId }}>
          {t('Write a lesson')}
        </Link>{' '}
        ·{' '}
        <Link to="/$botId/review" params={{ botId }}>
          {t('Review the drafts')}
        </Link>
      </p>
      <LessonFindings botId={botId} />
    </section>
  );
}
