import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { questionIn } from '../../answering/index.ts';
import { AppError, parseJson } from '../../base/index.ts';
import type { ChatMessage } from '../../models/index.ts';
import type { Database, PreferencePairTable } from '../../store/index.ts';
import type { PreferenceId, PreferencePair } from './types.ts';

const messagesSchema = z.array(
  z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }),
);
const idsSchema = z.array(z.string());

export function pairFromRow(row: Selectable<PreferencePairTable>): PreferencePair {
  const messages = stored(messagesSchema, row.messages);
  return {
    id: row.id,
    botId: row.bot_id,
    messages,
    question: questionOf(messages),
    chosen: row.chosen,
    rejected: row.rejected,
    source: row.source,
    documentIds: stored(idsSchema, row.document_ids),
    author: row.author,
    state: row.state,
    version: row.version,
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    ...(row.turn_id !== null && { turnId: row.turn_id }),
    ...(row.reviewer !== null && { reviewer: row.reviewer }),
    ...(row.retired_by !== null && { retiredBy: row.retired_by }),
  };
}

/** What a prompt asks; all that was said last where it is none of ours. */
export function questionOf(messages: readonly ChatMessage[]): string {
  return questionIn(messages) ?? messages.at(-1)?.content ?? '';
}

/** @throws AppError `not_found`, also for one whose words were erased; `conflict` when `expectedVersion` is out of date */
export async function pairRow(
  db: Kysely<Database>,
  { botId, pairId }: PreferenceId,
  expectedVersion?: number,
): Promise<Selectable<PreferencePairTable>> {
  const row = await db
    .selectFrom('preference_pairs')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('id', '=', pairId)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found', `This bot has no preference with the id "${pairId}".`);
  if (expectedVersion !== undefined && row.version !== expectedVersion) {
    throw new AppError('conflict', 'Somebody changed this preference meanwhile. Look at it again.');
  }
  return row;
}

function stored<T>(schema: z.ZodType<T>, json: string): T {
  const parsed = schema.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  throw new AppError('storage_failed', 'A stored preference cannot be read. Restore the latest backup.');
}
