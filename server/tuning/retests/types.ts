import type { CompareDeps } from '../gate/compare-deps.ts';
import type { ServedGenerator } from '../versions/served-generators.ts';
import type { Visitors } from './give-way.ts';

export type RetestDeps = Omit<CompareDeps, 'findVersion'> & {
  /** What answers the visitors of a bot, until it is disposed. */
  leaseServed(botId: string): Promise<ServedGenerator>;
  /** Everybody who is being answered. */
  visitors: Visitors;
};
