import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { InboxItem } from '../../../../server/contract/index.ts';
import { inboxConversationQuery } from '../../queries/inbox.ts';

export type Decide = (place: {
  botId: string;
  conversationId: string;
  expectedVersion: number;
}) => Promise<InboxItem>;

/** A step of the conversation on which a colleague may have been faster: then it is refused, and what is shown is read anew. */
export function useDecision(botId: string, item: InboxItem): UseMutationResult<InboxItem, Error, Decide> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decide: Decide) => decide({ botId, conversationId: item.id, expectedVersion: item.version }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: inboxConversationQuery(botId, item.id).queryKey }),
        queries.invalidateQueries({ queryKey: ['inbox', botId] }),
      ]),
  });
}
