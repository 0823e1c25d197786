import { Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { useSaveBot } from '../../parts/use-save-bot.ts';
import { type Bot, botQuery, searchKey } from '../../queries.ts';
import './words.css';

/** Whether Foyer's own English list is used beside the bot's words. */
export function ShippedWords({ botId }: { botId: string }) {
  const bot = useQuery(botQuery(botId)).data;
  return bot ? <ShippedSwitch bot={bot} /> : null;
}

function ShippedSwitch({ bot }: { bot: Bot }) {
  const queries = useQueryClient();
  const mayChange = useMay()('bots:change');
  const save = useSaveBot(
    bot,
    (everydayWords: boolean) => ({ settings: { everydayWords } }),
    () => void queries.invalidateQueries({ queryKey: searchKey(bot.id) }),
  );
  // Where somebody else saved in between, the switch shows how it stands now, and the next press counts.
  const readNewer = () => void queries.invalidateQueries({ queryKey: botQuery(bot.id).queryKey });
  return (
    <div className="shipped-words">
      <Switch
        label={t('Use Foyer’s list of everyday English words too')}
        description={t('6,200 words, such as “burner” for a stove. Yours come first.')}
        disabled={!mayChange}
        checked={save.isPending ? save.variables : bot.settings.everydayWords}
        onChange={(event) => save.mutate(event.currentTarget.checked, { onError: readNewer })}
      />
      {save.isError && <Problem error={save.error} />}
    </div>
  );
}
