import { invariant, parseJson } from '../base/index.ts';
import { handoffStepSchema, type InboxConversation } from '../contract/index.ts';
import { findBotConversation } from './conversation-row.ts';
import { inboxItems } from './inbox-items.ts';
import { lastEvent } from './read-events.ts';
import type { HandoffDeps } from './types.ts';

const MAX_STEPS = 200;
const dataSchema = handoffStepSchema.pick({
  from: true,
  to: true,
  event: true,
  reason: true,
  agentName: true,
});

/** All that staff see of a conversation beside its messages. @throws AppError `not_found` */
export async function getInboxDetail(
  { store: { db } }: HandoffDeps,
  place: { botId: string; conversationId: string },
): Promise<Omit<InboxConversation, 'conversation'>> {
  const cursor = await lastEvent(db, place.botId);
  const row = await findBotConversation(db, place);
  const [item] = await inboxItems(db, [row]);
  invariant(item, 'a row gives an item');
  const notes = await db
    .selectFrom('conversation_notes')
    .selectAll()
    .where('conversation_id', '=', row.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const rating = await db
    .selectFrom('conversation_ratings')
    .select(['score', 'comment'])
    .where('conversation_id', '=', row.id)
    .executeTakeFirst();
  const steps = await db
    .selectFrom('conversation_events')
    .selectAll()
    .where('conversation_id', '=', row.id)
    .where('kind', '=', 'state-changed')
    .orderBy('sequence', 'desc')
    .limit(MAX_STEPS)
    .execute();
  return {
    item,
    cursor,
    rating: rating ?? null,
    notes: notes.map((note) => ({
      id: note.id,
      author: note.author,
      authorName: note.author_name,
      text: note.text,
      createdAt: note.created_at,
    })),
    steps: steps.reverse().map(({ actor, created_at, data }) => ({
      ...dataSchema.parse(parseJson(data)),
      actor,
      at: created_at,
    })),
  };
}
