import { t } from '../i18n/t.ts';
import type { Lesson } from '../queries/lessons.ts';
import { useActorName } from './actor-name.ts';
import { formatTime } from './format.ts';
import { LESSON_SOURCE_LABEL } from './lesson-words.ts';
import './lesson-record.css';

/** Who wrote a lesson, from what, and what was said before; none of it changes by editing. */
export function LessonRecord({ lesson }: { lesson: Lesson }) {
  const actorName = useActorName();
  const rows: [string, string | undefined][] = [
    [t('Author'), actorName(lesson.author)],
    [t('Source'), t(LESSON_SOURCE_LABEL[lesson.source])],
    [t('Where it comes from'), lesson.origin],
    [t('Document'), lesson.documentName],
    [t('Subject'), lesson.task],
    [t('Licence'), lesson.licence],
    [t('Approved by'), lesson.reviewer && actorName(lesson.reviewer)],
    [t('Written'), formatTime(lesson.createdAt)],
    [t('Version'), String(lesson.version)],
  ];
  return (
    <div className="lesson-record">
      <dl>
        {rows.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {lesson.history.length > 0 && (
        <section>
          <h2 className="list-title">{t('Said before the question')}</h2>
          <ol className="plain">
            {lesson.history.map((message, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was said; its order never changes.
              <li key={index}>
                <strong>{message.role === 'user' ? t('Visitor') : t('Bot')}:</strong> {message.content}
              </li>
            ))}
          </ol>
        </section>
      )}
      {lesson.context !== undefined && (
        <section>
          <h2 className="list-title">{t('Passage it is answered from')}</h2>
          <p className="preserve small lesson-context">{lesson.context}</p>
        </section>
      )}
    </div>
  );
}
