import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import { contentOf } from './approved-answer.ts';

/**
 * SHA-256, hex, over what a bot's approved answers say at a time, and until when: equal where the same would be said. Hits and
 * owners do not count.
 */
export async function hashApprovedAnswers(
  db: Kysely<Database>,
  { botId, at }: { botId: string; at: number },
): Promise<string> {
  const rows = await db
    .selectFrom('approved_answers')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('enabled', '=', 1)
    .where((query) => query.or([query('expires_at', 'is', null), query('expires_at', '>', at)]))
    .execute();
  const said = rows.map((row) => {
    const { question, paraphrases, answer, expiresAt } = contentOf(row);
    return JSON.stringify([question, paraphrases.toSorted(), answer, expiresAt]);
  });
  return createHash('sha256').update(JSON.stringify(said.toSorted())).digest('hex');
}
