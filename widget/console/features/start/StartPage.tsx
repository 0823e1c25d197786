import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Overview } from '../../../../server/contract/index.ts';
import { useMay } from '../../me.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { Snippet } from '../../parts/Snippet.tsx';
import { overviewQuery } from '../../queries.ts';
import { BackupFailed } from './BackupFailed.tsx';
import { Checklist } from './Checklist.tsx';
import { Numbers } from './Numbers.tsx';
import { WorseTests } from './WorseTests.tsx';
import './start.css';
import { t } from '../../i18n/t.ts';

/** Where everyone lands: what is left to do, how it goes, and the line for the website. */
export function StartPage() {
  const { botId } = useParams({ from: '/$botId/start' });
  const may = useMay();
  const overview = useQuery(overviewQuery(botId));
  return (
    <>
      <PageHead
        title={t('Start')}
        actions={
          overview.data &&
          may('bots:change') &&
          isUnfinished(overview.data) && (
            <LinkButton to="/$botId/setup" params={{ botId }}>
              {t('Go on setting up')}
            </LinkButton>
          )
        }
      >
        {t('From your documents to answers on your site, in three steps.')}
      </PageHead>
      {may('backups:make') && <BackupFailed botId={botId} />}
      <Query result={overview}>
        {(data) => (
          <>
            {data.worse && <WorseTests botId={botId} worse={data.worse} />}
            <Checklist botId={botId} overview={data} />
            <Numbers botId={botId} overview={data} />
          </>
        )}
      </Query>
      <section className="card" id="install">
        <h2>{t('Put it on your website')}</h2>
        <Snippet botId={botId} />
      </section>
    </>
  );
}

function isUnfinished({ documents, tried, conversations, lastSeen }: Overview): boolean {
  return documents.ready === 0 || tried === 0 || (lastSeen === null && conversations === 0);
}
