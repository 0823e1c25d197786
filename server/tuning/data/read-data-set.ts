import type { Selectable } from 'kysely';
import { AppError, invariant, parseJson, takePage } from '../../base/index.ts';
import type { ChatMessage } from '../../models/index.ts';
import type { Database } from '../../store/index.ts';
import type { Example } from '../training/types.ts';
import {
  type DataDeps,
  type DataManifest,
  type DataPart,
  type DataSplit,
  isThumb,
  THUMB_PARTS,
} from './types.ts';

type Deps = { store: Pick<DataDeps['store'], 'db'> };

export type DataSet = {
  id: string;
  botId: string;
  manifest: DataManifest;
  createdBy: string;
  createdAt: number;
};

export type DataSetId = { botId: string; dataSetId: string };

/** A row as it can be read: what is taught, or what was dropped and why. */
export type DataRow = {
  /** 0-based. */
  position: number;
  state: 'kept' | 'dropped';
  part: DataPart;
  split?: DataSplit;
  question: string;
  target: string;
  messages?: ChatMessage[];
  reason?: string;
  who: string;
  lessonId?: string;
  documentName?: string;
  documents: string[];
  passageIds: string[];
};

export type ListDataRowsInput = DataSetId & {
  state?: DataRow['state'];
  part?: DataPart;
  /** The `next` of the page before. */
  after?: number;
  limit?: number;
};

const DEFAULT_PAGE = 50;

/** Newest first. */
export async function listDataSets({ store }: Deps, { botId }: { botId: string }): Promise<DataSet[]> {
  const rows = await store.db
    .selectFrom('data_sets')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(setFromRow);
}

/** @throws AppError `not_found` */
export async function getDataSet({ store }: Deps, { botId, dataSetId }: DataSetId): Promise<DataSet> {
  const row = await store.db
    .selectFrom('data_sets')
    .selectAll()
    .where('id', '=', dataSetId)
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  if (row === undefined)
    throw new AppError('not_found', 'This bot has no such data set. List its data sets, and check the id.');
  return setFromRow(row);
}

/** A page of rows, kept ones first. @throws AppError `not_found` */
export async function listDataRows(
  deps: Deps,
  input: ListDataRowsInput,
): Promise<{ rows: DataRow[]; next?: number }> {
  const { dataSetId, state, part, after = -1, limit = DEFAULT_PAGE } = input;
  await getDataSet(deps, input);
  let query = deps.store.db
    .selectFrom('data_rows')
    .selectAll()
    .where('data_set_id', '=', dataSetId)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit + 1);
  if (state !== undefined) query = query.where('state', '=', state);
  if (part !== undefined) query = query.where('part', '=', part);
  const { page, ...rest } = takePage(await query.execute(), limit, ({ position }) => position);
  return { rows: page.map(rowFromRow), ...rest };
}

/** What a run trains on, is stopped by, and measures forgetting by. @throws AppError `not_found` */
export async function readTrainingRows(
  { store }: Deps,
  dataSetId: string,
): Promise<Record<'train' | 'heldOut' | 'replay', Example[]>> {
  const rows = await store.db
    .selectFrom('data_rows')
    .select(['position', 'part', 'split', 'messages'])
    .where('data_set_id', '=', dataSetId)
    .where('state', '=', 'kept')
    .orderBy('position')
    .execute();
  if (rows.length === 0)
    throw new AppError(
      'not_found',
      `The data set "${dataSetId}" has no rows to learn from. Assemble it again.`,
    );
  const supervised = rows.filter(({ part }) => !isThumb(part));
  const examples = supervised.map(({ position, part, split, messages }) => ({
    kind: part === 'replay' && split === 'held-out' ? ('replay' as const) : split,
    example: {
      id: `${dataSetId}/${position}`,
      messages: storedMessages(messages),
      ...(part === 'exercise' && { spare: true as const }),
    },
  }));
  const of = (wanted: DataSplit | 'replay') =>
    examples.filter(({ kind }) => kind === wanted).map(({ example }) => example);
  return { train: of('train'), heldOut: of('held-out'), replay: of('replay') };
}

/** A judged reply as it is learned from. */
export type JudgedExample = Example & { liked: boolean };

/** Replies that people judged, and how many more were left out. */
export async function readThumbRows(
  { store }: Deps,
  dataSetId: string,
): Promise<Record<'train' | 'heldOut', JudgedExample[]> & { dropped: number }> {
  const rows = await store.db
    .selectFrom('data_rows')
    .select(['position', 'state', 'part', 'split', 'messages'])
    .where('data_set_id', '=', dataSetId)
    .where('part', 'in', THUMB_PARTS)
    .orderBy('position')
    .execute();
  const kept = rows.filter(({ state }) => state === 'kept');
  const of = (wanted: DataSplit) =>
    kept
      .filter(({ split }) => split === wanted)
      .map(({ position, part, messages }) => ({
        id: `${dataSetId}/${position}`,
        messages: storedMessages(messages),
        liked: part === 'thumb-up',
      }));
  return { train: of('train'), heldOut: of('held-out'), dropped: rows.length - kept.length };
}

function setFromRow(row: Selectable<Database['data_sets']>): DataSet {
  return {
    id: row.id,
    botId: row.bot_id,
    manifest: JSON.parse(row.manifest) as DataManifest,
    createdBy: row.created_by,
    createdAt: Number(row.created_at),
  };
}

function rowFromRow(row: Selectable<Database['data_rows']>): DataRow {
  return {
    position: row.position,
    state: row.state,
    part: row.part as DataPart,
    question: row.question,
    target: row.target,
    who: row.who,
    documents: storedNames(row.documents),
    passageIds: storedNames(row.passage_ids),
    ...(row.split !== null && { split: row.split }),
    ...(row.messages !== null && { messages: storedMessages(row.messages) }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.lesson_id !== null && { lessonId: row.lesson_id }),
    ...(row.document_name !== null && { documentName: row.document_name }),
  };
}

function storedMessages(json: string | null): ChatMessage[] {
  const value = json === null ? undefined : parseJson(json);
  invariant(Array.isArray(value), 'A kept row has its messages.');
  return value as ChatMessage[];
}

function storedNames(json: string): string[] {
  const value = parseJson(json);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
