import { recordAudit } from '../../audit/index.ts';
import type { Clock } from '../../base/index.ts';
import type { Store } from '../../store/index.ts';

type Input = { botId: string; actor: string; key: string };

/** Both passages stay as they are, and nobody is told of them again. Twice is once. */
export async function keepOverlap(
  { store, clock }: { store: Store; clock: Clock },
  { botId, actor, key }: Input,
): Promise<void> {
  const at = clock.now();
  await store.transact(async (tx) => {
    await tx
      .insertInto('kept_overlaps')
      .values({ bot_id: botId, key, kept_by: actor, created_at: at })
      .onConflict((conflict) => conflict.columns(['bot_id', 'key']).doNothing())
      .execute();
    await recordAudit(tx, { at, actor, verb: 'keepOverlap', subject: `bot:${botId}`, details: { key } });
  });
}

/** They are told of again. */
export async function releaseOverlap(
  { store, clock }: { store: Store; clock: Clock },
  { botId, actor, key }: Input,
): Promise<void> {
  const at = clock.now();
  await store.transact(async (tx) => {
    await tx.deleteFrom('kept_overlaps').where('bot_id', '=', botId).where('key', '=', key).execute();
    await recordAudit(tx, { at, actor, verb: 'releaseOverlap', subject: `bot:${botId}`, details: { key } });
  });
}
