import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Bot, botQuery, botsQuery, saveBot } from '../queries.ts';

type Change = Omit<Parameters<typeof saveBot>[1], 'expectedVersion'>;
export type SavingBot<Input = void> = UseMutationResult<Bot, Error, Input>;

/** Saves what `change` gives, only if nobody else saved in between. */
export function useSaveBot<Input = void>(
  bot: Bot,
  change: (input: Input) => Change,
  onSaved?: (settingsVersion: number) => void,
): SavingBot<Input> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => saveBot(bot.id, { ...change(input), expectedVersion: bot.settingsVersion }),
    onSuccess: async (saved: Bot) => {
      onSaved?.(saved.settingsVersion);
      queries.setQueryData(botQuery(bot.id).queryKey, saved);
      await queries.invalidateQueries({ queryKey: botsQuery().queryKey });
    },
  });
}
