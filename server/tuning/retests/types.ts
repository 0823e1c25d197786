import type { Generator } from '../../models/index.ts';
import type { CompareDeps } from '../gate/compare-deps.ts';
import type { Visitors } from './give-way.ts';

export type RetestDeps = Omit<CompareDeps, 'findVersion'> & {
  /** What answers the visitors of a bot, until it is disposed. */
  leaseServed(botId: string): Promise<Disposable & { generator: Generator }>;
  /** Everybody who is being answered. */
  visitors: Visitors;
};
