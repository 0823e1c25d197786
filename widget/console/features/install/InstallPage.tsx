import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { CopyBlock } from '../../parts/CopyBlock.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Snippet } from '../../parts/Snippet.tsx';
import { botQuery } from '../../queries.ts';
import { Sites } from './Sites.tsx';

/** The line for a site, where it was seen, and what a strict site has to allow. */
export function InstallPage() {
  const { botId } = useParams({ from: '/$botId/install' });
  const allowed = useQuery(botQuery(botId)).data?.settings.allowedOrigins ?? [];
  return (
    <>
      <PageHead title={t('Install')}>{t('One line puts the chat on your website.')}</PageHead>
      <section className="card" aria-labelledby="line-title">
        <h2 id="line-title">{t('Put it on your website')}</h2>
        <Snippet botId={botId} />
        <p className="quiet">
          {t('The line stays the same whatever the chat looks like.')}{' '}
          <Link to="/$botId/appearance" params={{ botId }}>
            {t('Colour, corner, light or dark')}
          </Link>
        </p>
      </section>
      <Sites botId={botId} />
      <section className="card" aria-labelledby="allowed-title">
        <h2 id="allowed-title">{t('Allowed sites')}</h2>
        <p className="quiet">
          {allowed.length === 0
            ? t('Any site may show the chat. Name yours under Settings, and browsers refuse it elsewhere.')
            : t('Browsers show the chat on these sites only: {sites}', { sites: allowed.join(', ') })}
        </p>
        <p>
          <Link to="/$botId/settings" params={{ botId }}>
            {t('Change it under Settings')}
          </Link>
        </p>
      </section>
      <section className="card" aria-labelledby="policy-title">
        <h2 id="policy-title">{t('If your site has a content security policy')}</h2>
        <p className="quiet">{t('Add this address to these two lines of it; nothing else is needed.')}</p>
        <CopyBlock text={policyOf(location.origin)} label={t('Copy the lines')} />
      </section>
    </>
  );
}

function policyOf(origin: string): string {
  return `script-src ${origin};\nconnect-src ${origin};`;
}
