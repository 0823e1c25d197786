import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { isConflict } from '../api.ts';
import { t } from '../i18n/t.ts';
import { botQuery } from '../queries.ts';

type Props = {
  botId: string;
  error: Error | null;
  /** For a form that is not made anew for newer settings: to forget the conflict. */
  onLoaded?(): void;
};

/** The way on where somebody else saved in between; nothing for any other trouble. */
export function NewerSettings({ botId, error, onLoaded }: Props) {
  const queries = useQueryClient();
  if (!isConflict(error)) return null;
  async function load(): Promise<void> {
    await queries.invalidateQueries({ queryKey: botQuery(botId).queryKey });
    onLoaded?.();
  }
  return (
    <Button variant="default" onClick={() => void load()}>
      {t('Load the newer settings')}
    </Button>
  );
}
