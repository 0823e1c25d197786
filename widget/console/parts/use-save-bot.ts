import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Bot, botQuery, botsQuery, saveBot } from '../queries.ts';

type Change = Omit<Parameters<typeof saveBot>[1], 'expectedVersion'>;
export type SavingBot = UseMutationResult<Bot, Error, void>;

/** Saves what `change` gives, only if nobody else saved in between. */
export function useSaveBot(
  bot: Bot,
  change: () => Change,
  onSaved?: (settingsVersion: number) => void,
): SavingBot {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => saveBot(bot.id, { ...change(), expectedVersion: bot.settingsVersion }),
    onSuccess: async (saved: Bot) => {
      onSaved?.(saved.settingsVersion);
      queries.setQueryData(botQuery(bot.id).queryKey, saved);
      await queries.invalidateQueries({ queryKey: botsQuery().queryKey });
    },
  });
}
