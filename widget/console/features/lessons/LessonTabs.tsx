import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import '../../parts/tabs.css';

/** From what the bot is taught to say to what it is taught to say instead, and back. */
export function LessonTabs({ botId }: { botId: string }) {
  const may = useMay();
  if (!may('conversations:read')) return null;
  const current = {
    activeOptions: { exact: true, includeSearch: false },
    activeProps: { 'aria-current': 'page' },
  } as const;
  return (
    <nav aria-label={t('Lessons')}>
      <ul className="plain tabs">
        <li>
          <Link to="/$botId/lessons" params={{ botId }} {...current}>
            {t('Lessons')}
          </Link>
        </li>
        <li>
          <Link to="/$botId/lessons/better" params={{ botId }} {...current}>
            {t('Better answers')}
          </Link>
        </li>
      </ul>
    </nav>
  );
}
