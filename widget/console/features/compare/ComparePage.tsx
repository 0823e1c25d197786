import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { said, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatTime } from '../../parts/format.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { type ComparisonSummary, comparisonsQuery } from '../../queries/comparisons.ts';
import { releasesQuery, versionsQuery } from '../../queries/versions.ts';
import { COMPARISON_STATE_LABEL } from './compare-words.ts';
import { ImportAdapter } from './ImportAdapter.tsx';
import { Releases, Serving } from './Releases.tsx';
import { VerdictState } from './VerdictState.tsx';
import { VersionItem } from './VersionItem.tsx';
import './compare.css';

/** Which version answers, which could, and what the gate says. */
export function ComparePage() {
  const { botId } = useParams({ from: '/$botId/compare' });
  const versions = useQuery(versionsQuery(botId));
  const releases = useQuery(releasesQuery(botId));
  const comparisons = useQuery(comparisonsQuery(botId));
  const known = comparisons.data ?? [];
  const may = useMay();
  return (
    <>
      <PageHead title={t('Compare & publish')}>
        {t(
          'A new version answers visitors only when you publish it. Before that it is asked your final tests, beside what answers now: what comes of it is the gate’s verdict. Going back is one click.',
        )}
      </PageHead>
      <Query result={releases}>{(all) => <Serving botId={botId} releases={all} />}</Query>
      <Query result={versions}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              title={t('No version yet')}
              action={
                <LinkButton to="/$botId/teach" params={{ botId }}>
                  {t('Teach the bot')}
                </LinkButton>
              }
            >
              {t(
                'The untaught model answers. Teaching makes a version of it that has learned from your lessons; here you see side by side whether it is better.',
              )}
            </EmptyState>
          ) : (
            <section className="stack" aria-labelledby="versions-title">
              <h2 className="section-title" id="versions-title">
                {t('Versions')}
              </h2>
              <ul className="plain list">
                {all.map((version) => (
                  <VersionItem key={version.id} version={version} release={releases.data?.[0]} />
                ))}
              </ul>
            </section>
          )
        }
      </Query>
      {may('releases:publish') && <ImportAdapter botId={botId} />}
      {known.length > 0 && <Comparisons botId={botId} comparisons={known} />}
      <Query result={releases}>{(all) => <Releases botId={botId} releases={all} />}</Query>
    </>
  );
}

function Comparisons({ botId, comparisons }: { botId: string; comparisons: readonly ComparisonSummary[] }) {
  return (
    <section className="stack" aria-labelledby="comparisons-title">
      <h2 className="section-title" id="comparisons-title">
        {t('Comparisons')}
      </h2>
      <ul className="plain list">
        {comparisons.map((comparison) => (
          <li key={comparison.id}>
            <div>
              <Link to="/$botId/compare/$comparisonId" params={{ botId, comparisonId: comparison.id }}>
                {t('Version {version}, {time}', {
                  version: comparison.candidate,
                  time: formatTime(comparison.createdAt),
                })}
              </Link>
              <p className="quiet small">
                {t('{asked} of {questions} questions asked', {
                  asked: comparison.asked,
                  questions: comparison.questions,
                })}
                {comparison.reason !== null && ` · ${said(comparison.reason)}`}
              </p>
            </div>
            {comparison.verdict ? (
              <VerdictState verdict={comparison.verdict.verdict} split={comparison.settings.split} />
            ) : (
              <span className="state" data-tone={comparison.state === 'failed' ? 'bad' : 'busy'}>
                {t(COMPARISON_STATE_LABEL[comparison.state])}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
