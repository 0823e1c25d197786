import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BotFormProps } from '../../parts/EditBot.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { useSaveBot } from '../../parts/use-save-bot.ts';
import { lookTrialQuery } from '../../queries/looks.ts';
import { LookForm } from './LookForm.tsx';
import { type LookDraft, lookOf } from './look-draft.ts';
import { Preview } from './Preview.tsx';

/** Long enough that a colour that is being dragged asks a few times a second. */
const SETTLED_AFTER_MS = 120;

/** The form beside the chat as it would look. */
export function LookEditor({ bot, isSaved, onSaved }: BotFormProps) {
  const [draft, setDraft] = useState<LookDraft>(bot.settings.look);
  const [shown, setShown] = useState(bot.settings.look);
  const [settled] = useDebouncedValue(shown, SETTLED_AFTER_MS);
  const trial = useQuery(lookTrialQuery(bot.id, settled));
  const save = useSaveBot(bot, () => ({ settings: { look: lookOf(draft) ?? shown } }), onSaved);

  function change(changes: Partial<LookDraft>): void {
    const next = { ...draft, ...changes };
    setDraft(next);
    const look = lookOf(next);
    if (look) setShown(look);
  }

  return (
    <div className="appearance">
      <LookForm
        bot={bot}
        draft={draft}
        contrast={trial.data?.contrast ?? null}
        save={save}
        isSaved={isSaved}
        onChange={change}
      />
      {trial.isError && <Problem error={trial.error} onRetry={() => void trial.refetch()} />}
      {trial.data && <Preview bot={bot} look={trial.data.look} colorScheme={settled.colorScheme} />}
    </div>
  );
}
