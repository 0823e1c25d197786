import { type KyselyPlugin, TableNode } from 'kysely';
import type { Store } from '../../server/store/index.ts';
import type { CheckpointKind } from '../../server/tuning/runs/checkpoints.ts';

/** The store of a process that is killed, as by `kill -9`, the moment a checkpoint of this kind is kept: however slow the machine is, it gets no further. */
export function killedAtCheckpoint(store: Store, kind: CheckpointKind): Store {
  const last = new WeakSet<object>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (
        node.kind === 'InsertQueryNode' &&
        node.into !== undefined &&
        TableNode.is(node.into) &&
        node.into.table.identifier.name === 'teach_checkpoints' &&
        JSON.stringify(node.values).includes(`"${kind}"`)
      )
        last.add(queryId);
      return node;
    },
    async transformResult({ result, queryId }) {
      if (last.has(queryId)) process.kill(process.pid, 'SIGKILL');
      return result;
    },
  };
  return { ...store, db: store.db.withPlugin(plugin) };
}
