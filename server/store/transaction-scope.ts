import { AsyncLocalStorage } from 'node:async_hooks';
import { InvariantError } from '../base/index.ts';

type Scope = { open: boolean };

/**
 * Knows whether the running code stands inside a transaction. Asking the store for a second connection
 * there would wait forever on SQLite (which has one) and read past the transaction on PostgreSQL, so it
 * is refused at once, with the remedy.
 */
export class TransactionScope {
  readonly #scopes = new AsyncLocalStorage<Scope>();

  async enter<T>(work: () => Promise<T>): Promise<T> {
    this.assertOutside();
    const scope: Scope = { open: true };
    try {
      return await this.#scopes.run(scope, work);
    } finally {
      scope.open = false;
    }
  }

  assertOutside(): void {
    if (this.#scopes.getStore()?.open) {
      throw new InvariantError(
        'Inside a transaction only its own handle may be used: pass `tx` on instead of `store`.',
      );
    }
  }
}
