import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { t } from '../i18n/t.ts';
import { CopyBlock } from '../parts/CopyBlock.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Query } from '../parts/Query.tsx';
import { botsQuery } from '../queries.ts';

/** `/console/` itself: straight to the first bot. */
export function FirstBot() {
  const bots = useQuery(botsQuery());
  return (
    <main className="page">
      <Query result={bots}>
        {([first]) =>
          first ? <Navigate to="/$botId/start" params={{ botId: first.id }} replace /> : <NoBot />
        }
      </Query>
    </main>
  );
}

function NoBot() {
  return (
    <>
      <PageHead title={t('No bot yet')}>
        {t(
          'A bot answers your visitors from your own documents. Make the first one on the machine that runs Foyer:',
        )}
      </PageHead>
      <CopyBlock text="npm run demo" label={t('Copy command')} />
    </>
  );
}
