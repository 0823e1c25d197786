import type { CompareDeps } from '../gate/compare-deps.ts';
import type { ServedGenerator } from '../versions/served-generators.ts';
import type { Visitors } from './give-way.ts';
import type { ReadingDeps } from './reads-by.ts';

export type RetestDeps = Omit<CompareDeps, 'findVersion'> &
  ReadingDeps & {
    /** What answers the visitors of a bot, until it is disposed. */
    leaseServed(botId: string): Promise<ServedGenerator>;
    /** Everybody who is being answered. */
    visitors: Visitors;
  };
