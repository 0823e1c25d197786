import { Skeleton } from '@mantine/core';
import { type ComponentProps, lazy, Suspense } from 'react';
import { t } from '../i18n/t.ts';
import type { Chart } from './Chart.tsx';
import { NumbersTable } from './NumbersTable.tsx';

const LazyChart = lazy(async () => ({ default: (await import('./Chart.tsx')).Chart }));

type Props = { chart: ComponentProps<typeof Chart>; table: ComponentProps<typeof NumbersTable> };

/** A drawing, where there is more than one point, and behind it the same as figures. */
export function ChartWithTable({ chart, table }: Props) {
  return (
    <>
      {chart.x.length > 1 && (
        <Suspense fallback={<Skeleton height={272} />}>
          <LazyChart {...chart} />
        </Suspense>
      )}
      <details className="more-fields">
        <summary>{t('The numbers as a table')}</summary>
        <NumbersTable {...table} />
      </details>
    </>
  );
}
