import { Button, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { useActorName } from '../../parts/actor-name.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatDay, formatTime } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import {
  type ApprovedAnswer,
  approvedQuery,
  deleteApproved,
  updateApproved,
} from '../../queries/approved.ts';

type Props = { answer: ApprovedAnswer; onEdit(): void };

export function ApprovedItem({ answer, onEdit }: Props) {
  const actorName = useActorName();
  const { botId, question, paraphrases, owner, expiresAt, hits, lastHitAt, enabled } = answer;
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: approvedQuery(botId).queryKey });
  const change = useMutation({
    mutationFn: (on: boolean) => updateApproved(answer, { enabled: on }),
    onSettled: refresh,
  });
  const isOver = expiresAt !== null && expiresAt < Date.now();
  return (
    <li>
      <div>
        <h2 className="list-title">{question}</h2>
        <p className="small preserve">{answer.answer}</p>
        <p className="quiet small">
          {[
            paraphrases.length > 0 &&
              t('{count, plural, one {# other wording} other {# other wordings}}', {
                count: paraphrases.length,
              }),
            t('owner: {name}', { name: actorName(owner) }),
            expiresAt !== null && t('until {day}', { day: formatDay(expiresAt) }),
            lastHitAt === null
              ? t('never said yet')
              : t('said {count, plural, one {# time} other {# times}}, last {time}', {
                  count: hits,
                  time: formatTime(lastHitAt),
                }),
          ]
            .filter((part) => part !== false)
            .join(' · ')}
        </p>
      </div>
      <div className="list-actions">
        <span className="state" data-tone={isOver ? 'warn' : enabled ? 'good' : 'none'}>
          {isOver ? t('Expired') : enabled ? t('In use') : t('Switched off')}
        </span>
        <Switch
          size="sm"
          label={t('In use')}
          aria-label={t('Say the answer to “{question}”', { question })}
          checked={change.isPending ? change.variables : enabled}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
        <Button
          variant="subtle"
          size="xs"
          aria-label={t('Change “{question}”', { question })}
          onClick={onEdit}
        >
          {t('Change')}
        </Button>
        <ConfirmButton
          label={t('Delete')}
          name={t('Delete “{question}”', { question })}
          title={t('Delete this approved answer?')}
          confirm={t('Delete')}
          onConfirm={async () => {
            await deleteApproved(answer);
            await refresh();
          }}
        >
          {t(
            'The bot will answer “{question}” from your documents again, or decline. To keep it for later, switch it off instead.',
            { question },
          )}
        </ConfirmButton>
      </div>
      {change.isError && <Problem error={change.error} />}
    </li>
  );
}
