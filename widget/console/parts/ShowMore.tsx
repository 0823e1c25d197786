import { Button, type ButtonProps } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { t } from '../i18n/t.ts';

type Paged = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
type Props = Pick<ButtonProps, 'size'> & { result: Paged; label?: string };

/** Brings the next page of a list, for as long as there is one. */
export function ShowMore({ result, label = t('Show older'), ...button }: Props) {
  if (!result.hasNextPage) return null;
  return (
    <Button
      {...button}
      variant="default"
      loading={result.isFetchingNextPage}
      onClick={() => void result.fetchNextPage()}
    >
      {label}
    </Button>
  );
}
