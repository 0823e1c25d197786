import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Overview } from '../../../../server/contract/index.ts';
import { SETUP_STEPS, type SetupStep } from '../../app/searches.ts';
import { t } from '../../i18n/t.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { SetupSteps } from '../../parts/SetupSteps.tsx';
import { watchedOverviewQuery } from '../../queries.ts';
import { DocumentStep } from './DocumentStep.tsx';
import { QuestionsStep } from './QuestionsStep.tsx';
import { SeenStep } from './SeenStep.tsx';
import { SnippetStep } from './SnippetStep.tsx';
import './setup.css';

/**
 * How far a bot is, the server tells; so setting up goes on after a reload, elsewhere, or another day. The step shown then
 * stands in the address, and changes only when somebody goes on.
 */
export function SetupPage() {
  const { botId } = useParams({ from: '/$botId/setup' });
  const { step } = useSearch({ from: '/$botId/setup' });
  const navigate = useNavigate({ from: '/$botId/setup' });
  const overview = useQuery(watchedOverviewQuery(botId));
  const go = (step: SetupStep) => void navigate({ search: { step } });
  return (
    <>
      <PageHead
        title={t('Set up this bot')}
        actions={
          <Link to="/$botId/start" params={{ botId }}>
            {t('Go on later')}
          </Link>
        }
      >
        {t('Everything is kept as you go: leave at any time, and go on where you were.')}
      </PageHead>
      <Query result={overview}>
        {(known) => {
          if (step === undefined) {
            return <Navigate from="/$botId/setup" to="." search={{ step: firstOpen(known) }} replace />;
          }
          return (
            <>
              <SetupSteps current={SETUP_STEPS.indexOf(step) + 1} />
              {step === 'document' && (
                <DocumentStep botId={botId} overview={known} onNext={() => go('questions')} />
              )}
              {step === 'questions' && <QuestionsStep botId={botId} onNext={() => go('snippet')} />}
              {step === 'snippet' && <SnippetStep botId={botId} onNext={() => go('seen')} />}
              {step === 'seen' && <SeenStep botId={botId} overview={known} onBack={() => go('snippet')} />}
            </>
          );
        }}
      </Query>
    </>
  );
}

function firstOpen({ documents, tried, lastSeen }: Overview): SetupStep {
  if (documents.ready === 0) return 'document';
  if (tried === 0) return 'questions';
  return lastSeen === null ? 'snippet' : 'seen';
}
