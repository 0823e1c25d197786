import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { formatNumber } from '../../parts/format.ts';
import { openFlagsQuery } from '../../queries/flags.ts';
import '../../parts/tabs.css';
import './unanswered.css';

/** From what visitors were not told to what colleagues say is wrong, and back. */
export function UnansweredTabs({ botId }: { botId: string }) {
  const open = useQuery(openFlagsQuery(botId)).data ?? 0;
  const current = {
    activeOptions: { exact: true, includeSearch: false },
    activeProps: { 'aria-current': 'page' },
  } as const;
  return (
    <nav aria-label={t('Unanswered')}>
      <ul className="plain tabs">
        <li>
          <Link to="/$botId/unanswered" params={{ botId }} {...current}>
            {t('By topic')}
          </Link>
        </li>
        <li>
          <Link to="/$botId/unanswered/marked" params={{ botId }} {...current}>
            {t('Marked as wrong')}
            {open > 0 && (
              <span className="count tab-count">
                {formatNumber(open)}
                <span className="visually-hidden"> {t('open')}</span>
              </span>
            )}
          </Link>
        </li>
      </ul>
    </nav>
  );
}
