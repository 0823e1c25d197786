import { useQueryClient } from '@tanstack/react-query';
import { cannedRepliesQuery } from '../../queries/inbox-extras.ts';

/** What was written, or the canned reply whose shortcut it is: `/hours ` as the whole message. They are read at the first slash. */
export function useCannedShortcut(botId: string): (text: string) => string {
  const queries = useQueryClient();
  return (text) => {
    if (!text.startsWith('/')) return text;
    const query = cannedRepliesQuery(botId);
    const replies = queries.getQueryData(query.queryKey);
    if (!replies) void queries.prefetchQuery(query);
    const shortcut = /^\/(\S+)\s$/u.exec(text)?.[1]?.toLowerCase();
    return replies?.find((reply) => reply.shortcut === shortcut)?.text ?? text;
  };
}
