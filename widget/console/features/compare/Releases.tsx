import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatScore, formatTime } from '../../parts/format.ts';
import { type Release, releasesQuery, rollBack, versionsQuery } from '../../queries/versions.ts';
import { botQuery } from '../../queries.ts';
import { sayChanged, sayVerdict } from './compare-words.ts';
import { VerdictState } from './VerdictState.tsx';

type Props = { botId: string; releases: readonly Release[] };

/** What answers visitors at this moment, and the way back. */
export function Serving({ botId, releases }: Props) {
  const actorName = useActorName();
  const [current] = releases;
  return (
    <section className="card" aria-labelledby="serving-title">
      <h2 id="serving-title">{t('Answers visitors now')}</h2>
      <p className="serving">
        <strong>{nameOf(current)}</strong>
      </p>
      {current ? (
        <>
          <p className="quiet small">{toldOf(current, actorName)}</p>
          <Basis release={current} />
          <BringBack
            botId={botId}
            back={releaseBefore(releases)}
            label={t('Roll back')}
            title={t('Roll back to what answered before?')}
          >
            {t(
              'The version and the settings from before “{version}” answer from the next question on. Documents, approved answers and what customers call things stay as they are.',
              { version: nameOf(current) },
            )}
          </BringBack>
        </>
      ) : (
        <p className="quiet small">{t('Nothing has been published for this bot yet.')}</p>
      )}
    </section>
  );
}

/** What answered since when, newest first. */
export function Releases({ botId, releases }: Props) {
  const actorName = useActorName();
  const [, ...earlier] = releases;
  if (earlier.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="releases-title">
      <h2 className="section-title" id="releases-title">
        {t('Published before')}
      </h2>
      <ul className="plain list">
        {earlier.map((release) => (
          <li key={release.id}>
            <div>
              <strong>{nameOf(release)}</strong>
              <p className="quiet small">{toldOf(release, actorName)}</p>
              <Basis release={release} />
            </div>
            <BringBack
              botId={botId}
              to={release.id}
              back={release}
              label={t('Bring back')}
              name={t('Bring back release {number}', { number: release.number })}
              title={t('Bring this release back?')}
            >
              {t(
                '“{version}” and the settings of then answer from the next question on. Documents, approved answers and what customers call things stay as they are.',
                { version: nameOf(release) },
              )}
            </BringBack>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What it rests on: the comparison and its verdict; and what was not brought back with it. */
function Basis({ release: { botId, versionId, gate, notBroughtBack } }: { release: Release }) {
  return (
    <>
      {gate && (
        <p className="row small">
          <Link
            to="/$botId/compare/$comparisonId"
            params={{ botId, comparisonId: gate.comparisonId }}
            aria-label={t('Comparison it rests on: {verdict}', { verdict: sayVerdict(gate) })}
          >
            <VerdictState verdict={gate.verdict} split={gate.split} />
          </Link>
          {gate.changedSince.length > 0 && <span className="quiet">{sayChanged(gate)}</span>}
        </p>
      )}
      {!gate && versionId !== null && (
        <p className="quiet small">{t('It was published without a comparison.')}</p>
      )}
      {notBroughtBack && <NotBroughtBack differs={notBroughtBack} />}
    </>
  );
}

function NotBroughtBack({ differs }: { differs: NonNullable<Release['notBroughtBack']> }) {
  const { added, changed, removed } = differs.documents;
  const told = [
    added + changed + removed > 0 &&
      t('Documents stayed as they were: {added} came, {changed} changed and {removed} went since then.', {
        added,
        changed,
        removed,
      }),
    differs.audiences !== false &&
      t('Who may be told what a document says stayed as it was and may not be as it was then.'),
    differs.approvedAnswers !== false &&
      t('Approved answers stayed as they were and may not be those of then.'),
    differs.words !== false &&
      t('What customers call things stayed as it was and may not be what it was then.'),
  ].filter((sentence) => sentence !== false);
  return told.length > 0 && <p className="quiet small">{told.join(' ')}</p>;
}

type BringBackProps = {
  botId: string;
  to?: string;
  /** What it brings back; undefined: the untaught model, with the settings as they are. */
  back: Release | undefined;
  label: string;
  name?: string;
  title: string;
  children: string;
};

function BringBack({ botId, to, back, children, label, ...words }: BringBackProps) {
  const queries = useQueryClient();
  const bot = useQuery(botQuery(botId));
  const now = bot.data?.settings.answerThreshold;
  const then = back?.settings['answerThreshold'];
  return (
    <ConfirmButton
      {...words}
      label={label}
      confirm={label}
      onConfirm={async () => {
        await rollBack(botId, to);
        await queries.invalidateQueries({ queryKey: releasesQuery(botId).queryKey });
        await queries.invalidateQueries({ queryKey: versionsQuery(botId).queryKey });
        await queries.invalidateQueries({ queryKey: botQuery(botId).queryKey });
      }}
    >
      {children}
      {typeof then === 'number' && now !== undefined && then !== now && (
        <>
          {' '}
          <strong>
            {t('The answer threshold, too, goes back, from {now} to {before}.', {
              now: formatScore(now),
              before: formatScore(then),
            })}
          </strong>
        </>
      )}
    </ConfirmButton>
  );
}

/** What answered before the one that answers now, as the server goes back: two steps back after one. */
function releaseBefore(releases: readonly Release[]): Release | undefined {
  const shownBy = (release: Release | undefined) =>
    release?.restores ? releases.find(({ id }) => id === release.restores) : release;
  const shown = shownBy(releases[0]);
  return shownBy(releases.find(({ number }) => number < (shown?.number ?? 0)));
}

function nameOf(release: Release | undefined): string {
  return release?.versionId ?? t('The untaught model');
}

function toldOf(
  { number, actor, createdAt, note, overrideReason, restores }: Release,
  actorName: (actor: string) => string,
): string {
  return [
    t('release {number}', { number }),
    t('since {time}', { time: formatTime(createdAt) }),
    actorName(actor),
    restores !== null && t('brought back'),
    overrideReason !== null && t('published against the gate: {reason}', { reason: overrideReason }),
    note !== '' && note,
  ]
    .filter((part) => part !== false)
    .join(' · ');
}
