import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { TAB, Tabs } from '../../parts/Tabs.tsx';

/** From what the bot is taught to say to what it is taught to say instead, and back. */
export function LessonTabs({ botId }: { botId: string }) {
  const may = useMay();
  if (!may('conversations:read')) return null;
  return (
    <Tabs label={t('Lessons')}>
      <li>
        <Link to="/$botId/lessons" params={{ botId }} {...TAB}>
          {t('Lessons')}
        </Link>
      </li>
      <li>
        <Link to="/$botId/lessons/better" params={{ botId }} {...TAB}>
          {t('Better answers')}
        </Link>
      </li>
    </Tabs>
  );
}
