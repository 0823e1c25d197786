import { recordAudit } from '../../audit/index.ts';
import { AppError, type Clock } from '../../base/index.ts';
import type { TopicBody } from '../../contract/index.ts';
import type { Store, TopicState } from '../../store/index.ts';
import { getTopic } from './list-topics.ts';

export type ChangeTopicInput = {
  actor: string;
  botId: string;
  topicId: string;
  /** `assignee: null` takes it from whoever had it. */
  changes: { state?: TopicState; assignee?: string | null };
  expectedVersion: number;
};

/** Assigns, closes or opens a topic again. @throws AppError `not_found`, `conflict` when somebody else changed it in between */
export async function changeTopic(
  deps: { store: Store; clock: Clock },
  { actor, botId, topicId, changes, expectedVersion }: ChangeTopicInput,
): Promise<TopicBody> {
  const before = await getTopic(deps, { botId, topicId });
  const { state = before.state, assignee = before.assignee ?? null } = changes;
  await deps.store.transact(async (tx) => {
    const at = deps.clock.now();
    const change = { state, assignee, version: expectedVersion + 1, updated_at: at };
    const { numUpdatedRows } = await tx
      .updateTable('topics')
      .set({ ...change, ...(state !== before.state && { state_at: at }) })
      .where('id', '=', topicId)
      .where('version', '=', expectedVersion)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      throw new AppError('conflict', 'Somebody else has changed this topic. Load it again, then change it.');
    }
    const details = { topicId, state, fields: Object.keys(changes) };
    await recordAudit(tx, { at, actor, verb: 'changeTopic', subject: `bot:${botId}`, details });
  });
  return await getTopic(deps, { botId, topicId });
}
