import { createHash } from 'node:crypto';
import type { Insertable } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { chunks } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';
import type { DataDeps, DataManifest, DroppedRow, KeptRow } from './types.ts';

type DataRow = Insertable<Database['data_rows']>;

/** Rows a statement: SQLite takes 32,766 parameters. */
const ROWS_AT_ONCE = 200;

type Input = {
  actor: string;
  botId: string;
  manifest: DataManifest;
  kept: readonly KeptRow[];
  dropped: readonly DroppedRow[];
};

/** Stores a set under the hash of what is in it; one that is there already stays as it is. @returns its id */
export async function saveDataSet({ store, clock }: DataDeps, input: Input): Promise<string> {
  const { actor, botId, manifest } = input;
  const rows = [
    ...input.kept.map((row, index) => keptColumns(row, index)),
    ...input.dropped.map((row, index) => droppedColumns(row, input.kept.length + index)),
  ];
  const id = `data_${hashOf(botId, manifest, rows)}`;
  await store.transact(async (tx) => {
    const there = await tx.selectFrom('data_sets').select('id').where('id', '=', id).executeTakeFirst();
    if (there !== undefined) return;
    const at = clock.now();
    await tx
      .insertInto('data_sets')
      .values({ id, bot_id: botId, manifest: JSON.stringify(manifest), created_by: actor, created_at: at })
      .execute();
    for (const chunk of chunks(rows, ROWS_AT_ONCE)) {
      const values = chunk.map((row) => ({ ...row, data_set_id: id }));
      await tx.insertInto('data_rows').values(values).execute();
    }
    const details = { dataSetId: id, kept: input.kept.length, dropped: input.dropped.length };
    await recordAudit(tx, { at, actor, verb: 'assembleDataSet', subject: `bot:${botId}`, details });
  });
  return id;
}

/** Over everything that a person or the trainer can read of it. */
function hashOf(botId: string, manifest: DataManifest, rows: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([botId, manifest, rows]))
    .digest('hex')
    .slice(0, 32);
}

function keptColumns(row: KeptRow, position: number): Omit<DataRow, 'data_set_id'> {
  return {
    position,
    state: 'kept',
    part: row.part,
    split: row.split,
    question: row.question,
    target: row.messages.at(-1)?.content ?? '',
    messages: JSON.stringify(row.messages),
    reason: null,
    who: row.who,
    lesson_id: row.lessonId ?? null,
    document_name: row.documentName ?? null,
    documents: JSON.stringify(row.documents),
    passage_ids: JSON.stringify(row.passageIds),
    ...(row.conversationId !== undefined && { conversation_id: row.conversationId }),
  };
}

function droppedColumns(row: DroppedRow, position: number): Omit<DataRow, 'data_set_id'> {
  return {
    position,
    state: 'dropped',
    part: row.part,
    split: null,
    question: row.question,
    target: row.answer,
    messages: null,
    reason: row.reason,
    who: row.who,
    lesson_id: row.lessonId ?? null,
    document_name: row.documentName ?? null,
    documents: JSON.stringify(row.documents ?? []),
    passage_ids: JSON.stringify(row.passageIds ?? []),
    ...(row.conversationId !== undefined && { conversation_id: row.conversationId }),
  };
}
