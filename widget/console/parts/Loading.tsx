import { Skeleton } from '@mantine/core';
import { t } from '../i18n/t.ts';

/** A page that is on its way. */
export function Loading() {
  return (
    <div role="status" aria-label={t('Loading')}>
      <Skeleton height={24} width="40%" mb="md" />
      <Skeleton height={120} radius="md" />
    </div>
  );
}
