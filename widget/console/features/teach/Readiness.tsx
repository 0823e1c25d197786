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
      <h2 id="ready-title">
        {lessons < ENOUGH
          ? t('{lessons} of about {enough} lessons', { lessons, enough: ENOUGH })
          : t('{lessons} lessons, enough to rely on', { lessons })}
      </h2>
      {lessons < ENOUGH && (
        <Progress value={(100 * lessons) / ENOUGH} aria-label={t('Lessons that are ready')} />
      )}
      <p className="quiet">
        {lessons === 0
          ? t(
              'Teaching needs lessons that are approved. Thirty are enough to see a change, a hundred to rely on it.',
            )
          : t(
              'These are your approved lessons. It learns from more: rows made of them and of your documents, and exercises that come with Foyer. “What would it take?” says how many of each.',
            )}{' '}
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
