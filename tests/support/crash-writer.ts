import { createHash } from 'node:crypto';
import { createLog } from '../../server/base/index.ts';
import { openStore } from '../../server/store/index.ts';
import { exitWithParent } from './child.ts';
import { readyDocumentRow } from './rows.ts';

/**
 * Writes conversations of two messages, each in one transaction, one document now and then, and says
 * `<n>` once number n is acknowledged. Meant to be killed.
 */
exitWithParent();
const { dataDir, databaseUrl, round } = JSON.parse(process.argv[2] ?? '{}');
const store = await openStore({ dataDir, databaseUrl, log: createLog({ level: 'error' }) });
process.stdout.write('ready\n');
for (let number = 0; ; number += 1) {
  const id = `${round}-${number}`;
  await store.transact(async (tx) => {
    await tx
      .insertInto('conversations')
      .values({ id, bot_id: 'bot', visitor_hash: id, state: 'bot', created_at: 1, updated_at: 1 })
      .execute();
    for (const position of [0, 1]) {
      await tx
        .insertInto('messages')
        .values({
          id: `${id}-${position}`,
          conversation_id: id,
          position,
          role: position === 0 ? 'user' : 'assistant',
          parts: '[]',
          text: id,
          status: 'complete',
          created_at: 1,
        })
        .execute();
    }
    if (number % 7 === 0) {
      const bytes = createHash('sha512').update(id).digest();
      await tx
        .insertInto('documents')
        .values(
          readyDocumentRow({
            id,
            bot_id: 'bot',
            name: id,
            title: id,
            media_type: 'text/plain',
            content_hash: createHash('sha256').update(bytes).digest('hex'),
            bytes,
          }),
        )
        .execute();
      await tx
        .insertInto('passages')
        .values({
          id,
          bot_id: 'bot',
          document_id: id,
          position: 0,
          title_path: '[]',
          text: `durable ${id.replace('-', 'x')}`,
          enabled: 1,
          embedding: bytes,
          embedder: null,
        })
        .execute();
    }
  });
  process.stdout.write(`${id}\n`);
}
