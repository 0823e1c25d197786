import type { Kysely } from 'kysely';
import type { Database } from '../../server/store/index.ts';

/** A database in which something happens right after a table was first looked at, before the looker learns what was there. */
export function afterFirstLook(
  db: Kysely<Database>,
  table: keyof Database,
  happens: () => Promise<void>,
): Kysely<Database> {
  let pending: (() => Promise<void>) | undefined = happens;
  const looking = <T extends object>(builder: T): T =>
    new Proxy(builder, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          const result: unknown = value.apply(target, given);
          if (name === 'executeTakeFirst') return heldUp(result);
          return typeof result === 'object' && result !== null ? looking(result) : result;
        };
      },
    });
  async function heldUp(result: unknown): Promise<unknown> {
    const row = await result;
    const now = pending;
    pending = undefined;
    await now?.();
    return row;
  }
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'selectFrom') return value.bind(target);
      return (from: unknown) => {
        const builder: object = value.call(target, from);
        return from === table ? looking(builder) : builder;
      };
    },
  });
}
