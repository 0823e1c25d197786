import type { KyselyPlugin } from 'kysely';
import type { Store } from '../../server/store/index.ts';

/** The store as a process sees it that is killed before its next write but `writes`: nothing it does then reaches the database. */
export function dyingStore(store: Store, writes: number): Store {
  let left = writes;
  const write = () => {
    left -= 1;
    if (left < 0) throw new Error('The process was killed.');
  };
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (node.kind !== 'SelectQueryNode' || left < 0) write();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    ...store,
    db: store.db.withPlugin(plugin),
    async transact(work) {
      write();
      return await store.transact(work);
    },
  };
}
