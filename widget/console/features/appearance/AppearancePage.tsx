import { Link, useParams } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { EditBot } from '../../parts/EditBot.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { LookEditor } from './LookEditor.tsx';
import './appearance.css';

/** How the chat looks on sites, tried out before it is saved. */
export function AppearancePage() {
  const { botId } = useParams({ from: '/$botId/appearance' });
  return (
    <>
      <PageHead title={t('Appearance')}>
        {t(
          'How the chat looks on your sites. What you save is there within a minute; the line on them stays as it is.',
        )}
      </PageHead>
      <EditBot botId={botId} form={LookEditor} />
      <p className="quiet">
        {t('Its name, greeting and suggested questions are words, not looks:')}{' '}
        <Link to="/$botId/settings" params={{ botId }}>
          {t('Change them under Settings')}
        </Link>
      </p>
    </>
  );
}
