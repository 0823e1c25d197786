import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CopyBlock } from '../../parts/CopyBlock.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { overviewQuery } from '../../queries.ts';
import { Checklist } from './Checklist.tsx';
import { Numbers } from './Numbers.tsx';
import './start.css';
import { t } from '../../i18n/t.ts';

/** Where everyone lands: what is left to do, how it goes, and the line for the website. */
export function StartPage() {
  const { botId } = useParams({ from: '/$botId/start' });
  const overview = useQuery(overviewQuery(botId));
  return (
    <>
      <PageHead title={t('Start')}>
        {t('From your documents to answers on your site, in three steps.')}
      </PageHead>
      <Query result={overview}>
        {(data) => (
          <>
            <Checklist botId={botId} overview={data} />
            <Numbers botId={botId} overview={data} />
          </>
        )}
      </Query>
      <section className="card" id="install">
        <h2>{t('Put it on your website')}</h2>
        <p className="quiet">
          {t(
            'Paste this line into each page that should have the chat, just before the end of its head. The round button appears in the corner; nothing is loaded or stored before a visitor opens it.',
          )}
        </p>
        <CopyBlock text={snippetOf(botId)} label={t('Copy the line')} />
      </section>
    </>
  );
}

function snippetOf(botId: string): string {
  return `<script async src="${location.origin}/widget.js" data-bot="${botId}"></script>`;
}
