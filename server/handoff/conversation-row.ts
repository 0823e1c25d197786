import type { Kysely, Selectable } from 'kysely';
import { AppError, parseJson } from '../base/index.ts';
import { type VisitorDetails, visitorDetailsSchema } from '../contract/index.ts';
import type { Database } from '../store/index.ts';

export type ConversationRow = Selectable<Database['conversations']>;

/** A conversation of this bot, for staff. @throws AppError `not_found` also when it is another bot's */
export async function findBotConversation(
  db: Kysely<Database>,
  { botId, conversationId }: { botId: string; conversationId: string },
): Promise<ConversationRow> {
  const row = await db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', conversationId)
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found', 'This bot has no such conversation. It may have been deleted.');
  return row;
}

/** What the site or a token says of the visitor. */
export function visitorDetailsOf({
  visitor_details: details,
}: Pick<ConversationRow, 'visitor_details'>): VisitorDetails | undefined {
  return details === null ? undefined : visitorDetailsSchema.parse(parseJson(details));
}

/** A person was offered for no more than a reply that the bot was not sure of: every other reason says more. */
export function isOfferedUnsure({
  state,
  handoff_reason,
}: Pick<ConversationRow, 'state' | 'handoff_reason'>): boolean {
  return state === 'offered' && handoff_reason === 'unsure';
}
