import { useQuery } from '@tanstack/react-query';
import { botsQuery } from '../queries.ts';

/** The bot as the list of all bots has it; undefined until that is there, and where it holds none of this id. */
export function useListedBot(botId: string | undefined) {
  return useQuery(botsQuery()).data?.find(({ id }) => id === botId);
}
