import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { useSaveBot } from '../../parts/use-save-bot.ts';
import { type Bot, botQuery } from '../../queries.ts';

/** Whether visitors are told of a reply that the bot is not sure of. */
export function UnsureHint({ bot }: { bot: Bot }) {
  const queries = useQueryClient();
  const mayChange = useMay()('bots:change');
  const save = useSaveBot(bot, (unsureHint: boolean) => ({ settings: { unsureHint } }));
  // Where somebody else saved in between, the switch shows how it stands now, and the next press counts.
  const readNewer = () => void queries.invalidateQueries({ queryKey: botQuery(bot.id).queryKey });
  return (
    <section className="card stack" aria-labelledby="unsure-hint">
      <h2 className="section-title" id="unsure-hint">
        {t('When it is not sure')}
      </h2>
      <Switch
        label={t('Tell visitors when the bot is not sure of its answer')}
        description={t(
          'Where the score is enough for an answer but not high, the chat says below it: “I am not sure that this answers your question.” It also offers a person. Nothing of this counts as “not answered”. Where the threshold is as high, no reply is unsure.',
        )}
        disabled={!mayChange}
        checked={save.isPending ? save.variables : bot.settings.unsureHint}
        onChange={(event) => save.mutate(event.currentTarget.checked, { onError: readNewer })}
      />
      {save.isError && <Problem error={save.error} />}
    </section>
  );
}
