import { Button } from '@mantine/core';
import { sentenceOf } from '../api.ts';
import { t } from '../i18n/t.ts';

type Props = { error: unknown; onRetry?: () => void };

/** What went wrong, in the server's own sentence. */
export function Problem({ error, onRetry }: Props) {
  return (
    <div className="problem" role="alert">
      <span>{sentenceOf(error)}</span>
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('Try again')}
        </Button>
      )}
    </div>
  );
}
