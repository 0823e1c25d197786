import type { Insertable } from 'kysely';
import type { Database, Store } from '../../server/store/index.ts';

export type PassageRow = { id: string; text: string; title?: string; enabled?: boolean };

/** A bot with one document of the given passages; `documentId` is `<botId>-document`. */
export async function insertBotWithPassages(
  { db }: Pick<Store, 'db'>,
  botId: string,
  passages: readonly PassageRow[],
): Promise<void> {
  await insertBotRow({ db }, botId);
  const documentId = `${botId}-document`;
  await db
    .insertInto('documents')
    .values(
      readyDocumentRow({
        id: documentId,
        bot_id: botId,
        name: 'help.md',
        title: 'Help',
        media_type: 'text/markdown',
        content_hash: '00',
        bytes: new Uint8Array([0, 1, 254, 255]),
      }),
    )
    .execute();
  const rows = passages.map(({ id, text, title = '', enabled = true }, position) => ({
    id,
    bot_id: botId,
    document_id: documentId,
    position,
    title_path: JSON.stringify(title === '' ? [] : [title]),
    text,
    enabled: enabled ? 1 : 0,
    embedding: null,
    embedder: null,
  }));
  for (let start = 0; start < rows.length; start += 500) {
    await db
      .insertInto('passages')
      .values(rows.slice(start, start + 500))
      .execute();
  }
}

type DocumentContent = Pick<
  Database['documents'],
  'id' | 'bot_id' | 'name' | 'title' | 'media_type' | 'content_hash' | 'bytes'
>;

/** A document that is ready and switched on. */
export function readyDocumentRow(content: DocumentContent): Insertable<Database['documents']> {
  return {
    ...content,
    url: null,
    byte_length: content.bytes.length,
    state: 'ready',
    error_code: null,
    error_message: null,
    enabled: 1,
    valid_from: null,
    valid_until: null,
    created_at: 1,
    updated_at: 1,
  };
}

export async function insertBotRow({ db }: Pick<Store, 'db'>, botId: string): Promise<void> {
  await db
    .insertInto('bots')
    .values({
      id: botId,
      name: 'Bot',
      language: 'en',
      settings: '{}',
      settings_version: 1,
      created_at: 1,
      updated_at: 1,
    })
    .execute();
}

/** A run, `run_1`, that has the machine for itself. */
export async function insertTrainingRun({ db }: Pick<Store, 'db'>, botId: string): Promise<void> {
  await db
    .insertInto('teach_runs')
    .values({
      id: 'run_1',
      bot_id: botId,
      state: 'training',
      preset: 'quick',
      settings: '{}',
      base_model: 'base',
      slot: 'machine',
      notes: '[]',
      attempts: 1,
      created_by: 'system:test',
      created_at: 1,
      updated_at: 1,
    })
    .execute();
}
