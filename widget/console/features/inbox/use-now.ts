import { useInterval } from '@mantine/hooks';
import { useState } from 'react';

const TICK_MS = 20_000;

/** The time, as fresh as "3 minutes ago" wants it. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), TICK_MS, { autoInvoke: true });
  return now;
}
