import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { msg, said, t } from '../../i18n/t.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { formatTime } from '../../parts/format.ts';
import { Query } from '../../parts/Query.tsx';
import { type DataRow, type DataSet, dataRowsQuery, dataSetsQuery } from '../../queries/runs.ts';

const PART_LABEL: Record<DataRow['part'], string> = {
  answer: msg('Answer from a page'),
  'near-miss': msg('Right page among wrong ones'),
  'follow-up': msg('Follow-up question'),
  paraphrase: msg('Other wording'),
  removed: msg('Page taken away: decline'),
  unasked: msg('Not in the pages: decline'),
  'off-topic': msg('Off topic: decline'),
  exercise: msg('Exercise: an invented organisation'),
  replay: msg('General request: its own words'),
  'thumb-up': msg('An answer of its own: liked'),
  'thumb-down': msg('An answer of its own: not liked'),
};

/** Row by row, what the bot learns from, and what was dropped and why. Fetched when it is opened. */
export function DataPreview({ botId }: { botId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="section-title">{t('See what it learns from, row by row')}</summary>
      {open && <NewestSet botId={botId} />}
    </details>
  );
}

function NewestSet({ botId }: { botId: string }) {
  const sets = useQuery(dataSetsQuery(botId));
  return (
    <Query result={sets}>
      {([newest]) =>
        newest ? (
          <div className="stack">
            <p>
              {t('{kept} rows to learn from, {held} kept aside, {dropped} dropped; gathered {time}.', {
                kept: newest.manifest.train,
                held: newest.manifest.heldOut,
                dropped: newest.manifest.dropped,
                time: formatTime(newest.createdAt),
              })}
            </p>
            <p className="quiet small">{partsOf(newest.manifest.kept)}</p>
            <Rows key={newest.id} botId={botId} dataSetId={newest.id} />
          </div>
        ) : (
          <p className="quiet">
            {t('Nothing was gathered yet. “What would it take?” gathers the rows without teaching anything.')}
          </p>
        )
      }
    </Query>
  );
}

/** Where the rows come from, those kept aside included. */
function partsOf(kept: DataSet['manifest']['kept']): string {
  const { exercise = 0, replay = 0, 'thumb-up': up = 0, 'thumb-down': down = 0, ...own } = kept;
  const ownRows = Object.values(own).reduce<number>((sum, rows = 0) => sum + rows, 0);
  return [
    t('{rows} from its lessons and documents', { rows: ownRows }),
    exercise > 0 && t('{rows} exercises about invented organisations', { rows: exercise }),
    replay > 0 && t('{rows} general requests', { rows: replay }),
    up + down > 0 && t('{up} answers liked, {down} not liked', { up, down }),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

function Rows({ botId, dataSetId }: { botId: string; dataSetId: string }) {
  const [state, setState] = useState<DataRow['state']>('kept');
  /** Where each page that was looked at began. */
  const [pages, setPages] = useState<readonly (number | undefined)[]>([undefined]);
  const rows = useQuery(dataRowsQuery(botId, dataSetId, { state, after: pages.at(-1) }));
  return (
    <div className="stack">
      <NativeSelect
        label={t('Show')}
        className="short-field"
        value={state}
        data={[
          { value: 'kept', label: t('what is taught') },
          { value: 'dropped', label: t('what was dropped, and why') },
        ]}
        onChange={(event) => {
          setState(event.currentTarget.value === 'dropped' ? 'dropped' : 'kept');
          setPages([undefined]);
        }}
      />
      <Query result={rows}>
        {({ rows: shown, next }) => (
          <>
            {shown.length === 0 && <p className="quiet">{t('None.')}</p>}
            <ol className="plain data-rows">
              {shown.map((row) => (
                <Row key={row.position} botId={botId} row={row} />
              ))}
            </ol>
            <div className="row">
              <Button
                variant="default"
                size="sm"
                disabled={pages.length === 1}
                onClick={() => setPages(pages.slice(0, -1))}
              >
                {t('Back')}
              </Button>
              <Button
                variant="default"
                size="sm"
                disabled={next === undefined}
                onClick={() => setPages([...pages, next])}
              >
                {t('Next')}
              </Button>
            </div>
          </>
        )}
      </Query>
    </div>
  );
}

function Row({ botId, row }: { botId: string; row: DataRow }) {
  const actorName = useActorName();
  return (
    <li>
      <p>
        <strong>{row.question}</strong>
      </p>
      <p className="small preserve">{row.target}</p>
      {row.reason !== undefined && (
        <p className="small">{t('Dropped: {reason}', { reason: said(row.reason) })}</p>
      )}
      <p className="quiet small">
        {[
          t(PART_LABEL[row.part]),
          row.split === 'held-out' && t('Kept aside'),
          row.documentName,
          row.who === 'visitor' ? t('A visitor') : actorName(row.who),
        ]
          .filter((part) => part !== false && part !== undefined)
          .join(' · ')}{' '}
        {row.lessonId !== undefined && (
          <Link to="/$botId/lessons/$lessonId" params={{ botId, lessonId: row.lessonId }}>
            {t('Its lesson')}
          </Link>
        )}
        {row.lessonId === undefined && row.part === 'answer' && (
          <Link
            to="/$botId/lessons/new"
            params={{ botId }}
            search={{
              question: row.question,
              answer: row.target,
              ...(row.documentName === undefined ? {} : { documentName: row.documentName }),
            }}
          >
            {t('Make a lesson of it')}
          </Link>
        )}
      </p>
      {row.messages && (
        <details className="technical">
          <summary>{t('As the model reads it')}</summary>
          <ol className="plain small data-messages">
            {row.messages.map((message, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a prompt that is kept; its order never changes.
              <li key={index} className="preserve">
                <strong>{message.role}</strong> {message.content}
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}
