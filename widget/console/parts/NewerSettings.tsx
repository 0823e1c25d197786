import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { isConflict } from '../api.ts';
import { t } from '../i18n/t.ts';
import { botQuery } from '../queries.ts';

/** The way on where somebody else saved in between; nothing for any other trouble. */
export function NewerSettings({ botId, error }: { botId: string; error: Error | null }) {
  const queries = useQueryClient();
  if (!isConflict(error)) return null;
  return (
    <Button
      variant="default"
      onClick={() => void queries.invalidateQueries({ queryKey: botQuery(botId).queryKey })}
    >
      {t('Load the newer settings')}
    </Button>
  );
}
