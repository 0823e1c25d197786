import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { triedKey } from '../../queries/words.ts';
import { botQuery, saveBot } from '../../queries.ts';
import './words.css';

/** Whether Foyer's own English list is used beside the bot's words. */
export function ShippedWords({ botId }: { botId: string }) {
  const queries = useQueryClient();
  const bot = useQuery(botQuery(botId)).data;
  const mayChange = useMay()('bots:change');
  const save = useMutation({
    mutationFn: (everydayWords: boolean) =>
      saveBot(botId, {
        settings: { everydayWords },
        ...(bot && { expectedVersion: bot.settingsVersion }),
      }),
    onSuccess: (saved) => queries.setQueryData(botQuery(botId).queryKey, saved),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: botQuery(botId).queryKey });
      await queries.invalidateQueries({ queryKey: triedKey(botId) });
    },
  });
  if (!bot) return null;
  return (
    <div className="shipped-words">
      <Switch
        label={t('Use Foyer’s list of everyday English words too')}
        description={t('6,200 words, such as “burner” for a stove. Yours come first.')}
        disabled={!mayChange}
        checked={save.isPending ? save.variables : bot.settings.everydayWords}
        onChange={(event) => save.mutate(event.currentTarget.checked)}
      />
      {save.isError && <Problem error={save.error} />}
    </div>
  );
}
