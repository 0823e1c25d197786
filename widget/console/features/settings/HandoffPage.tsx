import { Link, useParams } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { EditBot } from '../../parts/EditBot.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { HandoffForm } from './HandoffForm.tsx';
import './settings.css';
import './handoff.css';

/** When visitors reach a person, and what they are asked first. */
export function HandoffPage() {
  const { botId } = useParams({ from: '/$botId/settings/people' });
  return (
    <>
      <Link className="back" to="/$botId/settings" params={{ botId }}>
        <Icon name="back" size={16} /> {t('Settings')}
      </Link>
      <PageHead title={t('Hours and handoff')}>
        {t('When and how visitors reach a person, and who is told.')}
      </PageHead>
      <EditBot botId={botId} form={HandoffForm} />
    </>
  );
}
