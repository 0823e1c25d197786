import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { msg, t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { useActorName } from '../../parts/actor-name.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatTime } from '../../parts/format.ts';
import { LessonState } from '../../parts/LessonState.tsx';
import { Problem } from '../../parts/Problem.tsx';
import {
  approvePreference,
  deletePreference,
  type Preference,
  preferencesKey,
  retirePreference,
} from '../../queries/preferences.ts';
import { DecideButton } from './DecideButton.tsx';
import './better-answers.css';

const SOURCE_LABEL: Record<Preference['source'], string> = {
  correction: msg('A correction'),
  'blind-review': msg('A blind choice'),
  thumbs: msg('Thumbs of visitors'),
};

/** The two answers beside each other, who vouches for them, where they come from, and what can be decided. */
export function BetterAnswer({ pair }: { pair: Preference }) {
  const { question, chosen, rejected, state } = pair;
  return (
    <li>
      <div className="row">
        <h2 className="list-title">{question}</h2>
        <span className="row-end">
          <LessonState state={state} />
        </span>
      </div>
      <dl className="two-answers">
        <div>
          <dt>{t('Better answer')}</dt>
          <dd className="preserve">{chosen}</dd>
        </div>
        <div>
          <dt>{t('Poorer answer')}</dt>
          <dd className="preserve">{rejected}</dd>
        </div>
      </dl>
      <Record pair={pair} />
      <Decide pair={pair} />
    </li>
  );
}

function Record({ pair }: { pair: Preference }) {
  const actorName = useActorName();
  const { botId, source, author, reviewer, retiredBy, state, createdAt, updatedAt } = pair;
  const { documents, conversationId, messageId, lessonId, correctionId } = pair;
  const by = (actor: string) => ({ name: actorName(actor), time: formatTime(updatedAt) });
  return (
    <div className="stack-tight small">
      <p className="quiet small">
        {t(SOURCE_LABEL[source])} ·{' '}
        {t('proposed by {name}, {time}', { name: actorName(author), time: formatTime(createdAt) })}
        {state === 'approved' && reviewer && ` · ${t('approved by {name}, {time}', by(reviewer))}`}
        {state === 'retired' && retiredBy && ` · ${t('retired by {name}, {time}', by(retiredBy))}`}
      </p>
      {documents.length > 0 && (
        <p className="row">
          {t('Rests on')}
          {documents.map(({ id, name, title }) => (
            <Link key={id} to="/$botId/knowledge/$documentId" params={{ botId, documentId: id }}>
              {title === '' ? name : title}
            </Link>
          ))}
        </p>
      )}
      {(conversationId || lessonId || correctionId) && (
        <p className="row">
          {conversationId && (
            <Link
              to="/$botId/conversations/$conversationId"
              params={{ botId, conversationId }}
              {...(messageId && { hash: messageId })}
            >
              {t('See the conversation')}
            </Link>
          )}
          {correctionId && (
            <Link to="/$botId/corrections" params={{ botId }} search={{ correction: correctionId }}>
              {t('The correction')}
            </Link>
          )}
          {lessonId && (
            <>
              <Link to="/$botId/lessons/$lessonId" params={{ botId, lessonId }}>
                {t('The lesson')}
              </Link>
              <span className="quiet small">{t('What is decided on the lesson holds here too.')}</span>
            </>
          )}
        </p>
      )}
    </div>
  );
}

/** Retiring is undone by approving again, so only deleting asks. */
function Decide({ pair }: { pair: Preference }) {
  const { botId, question, state } = pair;
  const may = useMay();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: preferencesKey(botId) });
  const approve = useMutation({ mutationFn: () => approvePreference(pair), onSettled: refresh });
  const retire = useMutation({ mutationFn: () => retirePreference(pair), onSettled: refresh });
  const error = approve.error ?? retire.error;
  return (
    <div className="list-actions">
      {may('lessons:approve') && state !== 'approved' && (
        <DecideButton
          label={t('Approve')}
          name={t('Approve “{question}”', { question })}
          decision={approve}
          isOtherPending={retire.isPending}
        />
      )}
      {may('bots:change') && state !== 'retired' && (
        <DecideButton
          label={state === 'draft' ? t('Reject') : t('Retire')}
          name={
            state === 'draft'
              ? t('Reject “{question}”', { question })
              : t('Retire “{question}”', { question })
          }
          decision={retire}
          isOtherPending={approve.isPending}
        />
      )}
      {may('bots:change') && (
        <ConfirmButton
          label={t('Delete')}
          name={t('Delete “{question}”', { question })}
          title={t('Delete this better answer?')}
          confirm={t('Delete')}
          onConfirm={async () => {
            await deletePreference(pair);
            await refresh();
          }}
        >
          {t(
            'Both answers to “{question}” will be gone from here. A lesson made with them stays, and so does what a version learned. To keep them without teaching them, retire them instead.',
            { question },
          )}
        </ConfirmButton>
      )}
      {error && <Problem error={error} />}
    </div>
  );
}
