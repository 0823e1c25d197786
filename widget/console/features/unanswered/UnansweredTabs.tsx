import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { formatNumber } from '../../parts/format.ts';
import { TAB, Tabs } from '../../parts/Tabs.tsx';
import { openFlagsQuery } from '../../queries/flags.ts';
import './unanswered.css';

/** From what visitors were not told to what colleagues say is wrong, and back. */
export function UnansweredTabs({ botId }: { botId: string }) {
  const open = useQuery(openFlagsQuery(botId)).data ?? 0;
  return (
    <Tabs label={t('Unanswered')}>
      <li>
        <Link to="/$botId/unanswered" params={{ botId }} {...TAB}>
          {t('By topic')}
        </Link>
      </li>
      <li>
        <Link to="/$botId/unanswered/marked" params={{ botId }} {...TAB}>
          {t('Marked as wrong')}
          {open > 0 && (
            <span className="count tab-count">
              {formatNumber(open)}
              <span className="visually-hidden"> {t('open')}</span>
            </span>
          )}
        </Link>
      </li>
    </Tabs>
  );
}
