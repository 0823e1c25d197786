import type { Store } from '../../store/index.ts';
import { getDataSet } from '../data/read-data-set.ts';
import { isThumb } from '../data/types.ts';
import { getVersion } from './get-version.ts';
import { markdownTable } from './markdown.ts';
import type { VersionId } from './types.ts';

const MAX_REASONS = 20;
/** Of kinds of rows whose words come from neither lessons nor documents. */
const SOURCES: Readonly<Record<string, string>> = {
  exercise: 'exercises of Foyer about invented organisations',
  replay: 'said by the untuned model itself',
  'thumb-up': 'replies to visitors that people liked',
  'thumb-down': 'replies to visitors that people disliked',
};

/**
 * What a version was taught from, as Markdown: rows by kind, source and licence, and what was left out and why.
 * @throws AppError `not_found`
 */
export async function getDataCard({ store }: { store: Store }, id: VersionId): Promise<string> {
  const { dataSetId } = await getVersion({ store }, id);
  const title = `# Data of ${id.versionId}`;
  if (dataSetId === null) return `${title}\n\nIt was not taught here; its data are not known.\n`;
  const { manifest, createdAt } = await getDataSet({ store }, { botId: id.botId, dataSetId });
  const rows = await store.db
    .selectFrom('data_rows as r')
    .leftJoin('lessons as l', 'l.id', 'r.lesson_id')
    .select([
      'r.state',
      'r.part',
      'r.split',
      'r.reason',
      'r.lesson_id',
      'r.document_name',
      'l.source',
      'l.licence',
    ])
    .where('r.data_set_id', '=', dataSetId)
    .execute();
  const kept = rows.filter(({ state }) => state === 'kept');
  const dropped = rows.filter(({ state }) => state === 'dropped');
  const judged = kept.filter(({ part }) => isThumb(part)).length;
  const sourceOf = (row: (typeof rows)[number]) =>
    row.source ??
    SOURCES[row.part] ??
    (row.lesson_id === null ? 'made from documents and rules' : 'a lesson deleted since');
  return [
    title,
    markdownTable(
      ['what', 'value'],
      [
        ['data set', dataSetId],
        ['assembled', new Date(Number(createdAt)).toISOString()],
        [
          'rows',
          `${kept.length - judged} kept (${manifest.train} learned, ${manifest.heldOut} held out when assembled)`,
        ],
        ...(judged > 0 ? [['judged replies', String(judged)]] : []),
        ['left out', String(dropped.length)],
        ['documents', String(new Set(kept.flatMap((row) => row.document_name ?? [])).size)],
        ['seed', String(manifest.seed)],
        ['index version', String(manifest.indexVersion)],
        ['embedder', manifest.embedder.id],
        ['made for', manifest.base.id],
        ...(manifest.teacher === undefined
          ? []
          : [['questions written by', `${manifest.teacher.model} at ${manifest.teacher.host}`]]),
      ],
    ),
    '## Kept rows by kind',
    countTable('kind', kept, (row) => row.part),
    '## Kept rows by source',
    countTable('source', kept, sourceOf),
    '## Kept rows by licence',
    countTable('licence', kept, (row) => row.licence ?? 'not stated'),
    '## Left out, by reason',
    countTable('reason', dropped, (row) => row.reason ?? 'not stated'),
    ...(manifest.notes.length > 0 ? ['## Notes', manifest.notes.map((note) => `- ${note}`).join('\n')] : []),
    'Personal data is redacted from lessons before they are stored. Test questions are never among these rows.\n',
  ].join('\n\n');
}

function countTable<Row>(name: string, rows: readonly Row[], kindOf: (row: Row) => string): string {
  if (rows.length === 0) return 'None.';
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(kindOf(row), (counts.get(kindOf(row)) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one).slice(0, MAX_REASONS);
  return markdownTable(
    [name, 'rows'],
    sorted.map(([kind, count]) => [kind, String(count)]),
  );
}
