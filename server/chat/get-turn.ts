import { z } from 'zod';
import { AppError, parseJson } from '../base/index.ts';
import {
  type HistoryMessage,
  historyMessageSchema,
  passportSchema,
  type TurnBody,
} from '../contract/index.ts';
import { earlierMessages } from './earlier-messages.ts';
import type { ChatDeps } from './types.ts';

const historySchema = z.array(historyMessageSchema);

/** A turn with the conversation it was answered in. */
export type TurnInContext = TurnBody & { messageId: string | null; history: HistoryMessage[] };

/** One answer's passport, for staff. @throws AppError `not_found` also when the turn is another bot's */
export async function getTurn(
  deps: Pick<ChatDeps, 'store'>,
  input: { botId: string; turnId: string },
): Promise<TurnBody> {
  return bodyOf(await getTurnRow(deps, input));
}

/**
 * An answer by the id of its turn or of its message, with what was said before it.
 * @throws AppError `not_found` also when it is another bot's
 */
export async function getTurnInContext(
  deps: Pick<ChatDeps, 'store'>,
  { botId, answerId }: { botId: string; answerId: string },
): Promise<TurnInContext> {
  const row = await getTurnRow(deps, { botId, turnId: answerId });
  const { conversation_id: conversationId, position } = row;
  const history =
    conversationId === null || position === null
      ? (historySchema.safeParse(parseJson(row.history ?? '')).data ?? [])
      : await earlierMessages(deps.store.db, { conversationId, reply: position });
  return { ...bodyOf(row), messageId: row.message_id, history };
}

type TurnRow = Awaited<ReturnType<typeof getTurnRow>>;

async function getTurnRow({ store }: Pick<ChatDeps, 'store'>, input: { botId: string; turnId: string }) {
  const row = await store.db
    .selectFrom('turns as t')
    .leftJoin('messages as m', 'm.id', 't.message_id')
    .selectAll('t')
    .select(['m.text', 'm.position'])
    .where((e) => e.or([e('t.id', '=', input.turnId), e('t.message_id', '=', input.turnId)]))
    .where('t.bot_id', '=', input.botId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found', `This bot has no answer with the id "${input.turnId}".`);
  return row;
}

function bodyOf(row: TurnRow): TurnBody {
  const passport = passportSchema.parse(JSON.parse(row.passport));
  return {
    id: row.id,
    botId: row.bot_id,
    conversationId: row.conversation_id,
    kind: passport.kind,
    passport,
    text: row.text ?? row.reply ?? null,
    createdAt: row.created_at,
  };
}
