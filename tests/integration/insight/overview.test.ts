import { expect, test } from 'vitest';
import { getOverview } from '../../../server/insight/index.ts';
import type { Store } from '../../../server/store/index.ts';
import { insertBotRow, insertBotWithPassages } from '../../support/rows.ts';
import { describeStores } from '../../support/store.ts';

async function insertConversation({ db }: Pick<Store, 'db'>, botId: string, id: string): Promise<void> {
  const row = { id, bot_id: botId, visitor_hash: 'x', state: 'bot' as const, created_at: 1, updated_at: 1 };
  await db.insertInto('conversations').values(row).execute();
}

async function insertTurn(
  { db }: Pick<Store, 'db'>,
  turn: { id: string; botId: string; kind: string; conversationId: string | null },
): Promise<void> {
  await db
    .insertInto('turns')
    .values({
      id: turn.id,
      bot_id: turn.botId,
      conversation_id: turn.conversationId,
      message_id: null,
      kind: turn.kind,
      passport: '{}',
      created_at: 1,
    })
    .execute();
}

describeStores('overview', (open) => {
  test('counts one bot’s documents, conversations and replies, and tells trials from visitors', async () => {
    await using store = await open();
    await insertBotWithPassages(store, 'shop', [{ id: 'p1', text: 'Boots' }]);
    await insertBotRow(store, 'library');
    await insertConversation(store, 'shop', 'c1');
    await insertConversation(store, 'library', 'c2');
    const kinds = ['model', 'quote', 'refusal', 'handoff', 'smalltalk', 'clarify'];
    for (const kind of kinds) {
      await insertTurn(store, { id: `t-${kind}`, botId: 'shop', kind, conversationId: 'c1' });
    }
    await insertTurn(store, { id: 't-tried', botId: 'shop', kind: 'model', conversationId: null });
    await insertTurn(store, { id: 't-other', botId: 'library', kind: 'refusal', conversationId: 'c2' });

    expect(await getOverview({ store }, { botId: 'shop' })).toEqual({
      documents: { ready: 1, busy: 0, failed: 0 },
      conversations: 1,
      replies: { answered: 2, refused: 1, handedOver: 1 },
      tried: 1,
      lastSeen: null,
      worse: null,
    });
  });

  test('a bot without anything has zeros', async () => {
    await using store = await open();
    await insertBotRow(store, 'shop');
    expect(await getOverview({ store }, { botId: 'shop' })).toEqual({
      documents: { ready: 0, busy: 0, failed: 0 },
      conversations: 0,
      replies: { answered: 0, refused: 0, handedOver: 0 },
      tried: 0,
      lastSeen: null,
      worse: null,
    });
  });
});
