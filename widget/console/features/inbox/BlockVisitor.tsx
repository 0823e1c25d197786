import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { InboxItem } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { blockVisitor, inboxConversationQuery, unblockVisitor } from '../../queries/inbox.ts';

type Props = { botId: string; item: InboxItem };

/** Who abuses the chat is shut out of it, until somebody lets them in again. */
export function BlockVisitor({ botId, item }: Props) {
  const queries = useQueryClient();
  const place = { botId, conversationId: item.id };
  const reread = () =>
    queries.invalidateQueries({ queryKey: inboxConversationQuery(botId, item.id).queryKey });
  const unblock = useMutation({ mutationFn: () => unblockVisitor(place), onSettled: reread });
  if (item.blocked) {
    return (
      <div className="row small">
        <span>{t('This visitor is blocked.')}</span>
        <Button variant="default" size="xs" loading={unblock.isPending} onClick={() => unblock.mutate()}>
          {t('Unblock')}
        </Button>
        {unblock.isError && <Problem error={unblock.error} />}
      </div>
    );
  }
  return (
    <ConfirmButton
      label={t('Block the visitor…')}
      title={t('Block this visitor?')}
      confirm={t('Block')}
      onConfirm={async () => {
        await blockVisitor({ ...place, reason: '' });
        await reread();
      }}
    >
      {t(
        'They cannot write to this bot any more, and what is under way is closed. You can let them in again here.',
      )}
    </ConfirmButton>
  );
}
