import type { Kysely } from 'kysely';
import { getBot } from '../bots/index.ts';
import type { BotContents } from '../contract/index.ts';
import type { Database, Store } from '../store/index.ts';

/** What belongs to a bot, and would go with it. @throws AppError `not_found` */
export async function countContents(
  { store }: { store: Pick<Store, 'db'> },
  { botId }: { botId: string },
): Promise<BotContents> {
  await getBot({ store }, botId);
  return countIn(store.db, botId);
}

export async function countIn(db: Kysely<Database>, botId: string): Promise<BotContents> {
  const count = async (
    table:
      | 'documents'
      | 'conversations'
      | 'approved_answers'
      | 'own_words'
      | 'lessons'
      | 'test_questions'
      | 'model_versions'
      | 'api_keys',
  ) => {
    const query = db.selectFrom(table).select((e) => e.fn.countAll().as('count'));
    return Number((await query.where('bot_id', '=', botId).executeTakeFirstOrThrow()).count);
  };
  return {
    documents: await count('documents'),
    conversations: await count('conversations'),
    approvedAnswers: await count('approved_answers'),
    words: await count('own_words'),
    lessons: await count('lessons'),
    tests: await count('test_questions'),
    versions: await count('model_versions'),
    keys: await count('api_keys'),
  };
}
