import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { msg, t } from '../../i18n/t.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { MadeList } from '../../parts/correct/CorrectionOutcome.tsx';
import { ROUTE_WORDS } from '../../parts/correct/words.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatTime } from '../../parts/format.ts';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { ShowMore } from '../../parts/ShowMore.tsx';
import { correctionsQuery, type ListedCorrection } from '../../queries/corrections.ts';
import './corrections.css';

/** Every answer that was put right, with what came of it; or the one that the address names. */
export function CorrectionsPage() {
  const { botId } = useParams({ from: '/$botId/corrections' });
  const { correction: named } = useSearch({ from: '/$botId/corrections' });
  const found = useInfiniteQuery(correctionsQuery(botId, named === undefined ? {} : { correctionId: named }));
  const corrections = found.data?.pages.flatMap((page) => page.corrections);
  return (
    <>
      <PageHead title={t('Corrections')}>
        {t('Answers that somebody put right: what was made of each, and whether its test passes.')}
      </PageHead>
      {named !== undefined && (
        <p className="filters">
          <Link to="/$botId/corrections" params={{ botId }}>
            {t('Show all')}
          </Link>
        </p>
      )}
      {found.isError && <Problem error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {corrections?.length === 0 && (named === undefined ? <NoneYet botId={botId} /> : <NotThere />)}
      {corrections && corrections.length > 0 && (
        <ul className="plain corrections">
          {corrections.map((correction) => (
            <Item key={correction.id} correction={correction} />
          ))}
        </ul>
      )}
      <ShowMore result={found} />
    </>
  );
}

function NoneYet({ botId }: { botId: string }) {
  return (
    <EmptyState
      title={t('Nothing corrected yet')}
      action={
        <Link to="/$botId/conversations" params={{ botId }}>
          {t('Look at conversations')}
        </Link>
      }
    >
      {t(
        'Beside each answer of the bot stands “Correct this”: it becomes a fact, an approved answer or a lesson, with a test that guards it.',
      )}
    </EmptyState>
  );
}

function NotThere() {
  return (
    <EmptyState title={t('This correction is not there')}>
      {t('It may have been deleted since, or the link is incomplete.')}
    </EmptyState>
  );
}

function Item({ correction }: { correction: ListedCorrection }) {
  const actorName = useActorName();
  const { question, before, after, route, state, author, undoneBy, createdAt } = correction;
  return (
    <li>
      <div className="row">
        <h2 className="list-title">{question}</h2>
        <span className="state row-end" data-tone={state === 'undone' ? 'none' : 'good'}>
          {state === 'undone' ? t('Undone') : t(ROUTE_WORDS[route].name)}
        </span>
      </div>
      <dl className="correction-texts">
        <dt>{t('The bot said')}</dt>
        <dd className="clamp">{before}</dd>
        <dt>{t('It should say')}</dt>
        <dd className="clamp">{after}</dd>
      </dl>
      <p className="quiet small">
        {actorName(author)}, {formatTime(createdAt)}
        {undoneBy !== undefined && ` · ${t('undone by {name}', { name: actorName(undoneBy) })}`}
      </p>
      {state === 'applied' && (
        <>
          <Standing standing={correction.standing} />
          <MadeList correction={correction} />
        </>
      )}
    </li>
  );
}

const USED = {
  'in-use': { label: msg('In use'), tone: 'good' },
  off: { label: msg('Switched off'), tone: 'none' },
  gone: { label: msg('Deleted since'), tone: 'bad' },
} as const;
const LESSON = {
  draft: { label: msg('Lesson waits for review'), tone: 'busy' },
  approved: { label: msg('Lesson approved'), tone: 'good' },
  retired: { label: msg('Lesson retired'), tone: 'none' },
  gone: { label: msg('Lesson deleted since'), tone: 'bad' },
} as const;
const TEST = {
  passed: { label: msg('Test passes'), tone: 'good' },
  failed: { label: msg('Test fails'), tone: 'bad' },
  open: { label: msg('Test not asked yet'), tone: 'none' },
  gone: { label: msg('Test deleted since'), tone: 'bad' },
} as const;

function Standing({ standing: { fact, approved, lesson, test } }: Pick<ListedCorrection, 'standing'>) {
  const used = fact ?? approved;
  const shown = [used && USED[used], lesson && LESSON[lesson], test && TEST[test]];
  return (
    <p className="row">
      {shown.map(
        (one) =>
          one && (
            <span key={one.label} className="state" data-tone={one.tone}>
              {t(one.label)}
            </span>
          ),
      )}
    </p>
  );
}
