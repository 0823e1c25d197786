import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { said, t } from '../i18n/t.ts';
import { lessonCheckQuery } from '../queries/lessons.ts';
import './findings.css';

/** What is said elsewhere on the page anyway. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['empty']);

/** What would make the approved lessons a bad set to learn from, in the server's sentences. */
export function LessonFindings({ botId }: { botId: string }) {
  const check = useQuery(lessonCheckQuery(botId));
  const findings = check.data?.findings.filter(({ kind }) => !SAID_ELSEWHERE.has(kind)) ?? [];
  if (findings.length === 0) return null;
  return (
    <section className="notice findings" aria-labelledby="findings-title">
      <h2 className="section-title" id="findings-title">
        {t('Before you teach these')}
      </h2>
      <ul>
        {findings.map(({ kind, message, lessonIds }) => (
          <li key={`${kind} ${message}`}>
            {said(message)}{' '}
            {lessonIds.map((lessonId, index) => (
              <span key={lessonId}>
                <Link to="/$botId/lessons/$lessonId" params={{ botId, lessonId }}>
                  {t('lesson {number}', { number: index + 1 })}
                </Link>{' '}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
