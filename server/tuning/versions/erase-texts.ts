import { type Kysely, sql, type Updateable } from 'kysely';
import { chunks } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';
import type { Foundation } from './find-derived.ts';

/** Large lists are written in parts: databases take some hundred parameters a statement. */
const PART = 400;
/** In place of a name or a reason that is not kept. */
export const ERASED = 'Erased.';
/** Words that stand in quotation marks in what staff are told, and whatever follows a colon. */
const QUOTED = /"[^"]*"|: .*$/g;

type Erasing = {
  botId: string;
  found: Foundation;
  at: number;
  person: string | undefined;
  documents: readonly string[];
};

/**
 * Takes the words out of everything that was made of what is erased, in the caller's transaction: lessons, corrections, rows of
 * data sets, what was told about those sets, and the answers of comparisons. Hashes, ids, counts and verdicts stay.
 */
export async function eraseTexts(tx: Kysely<Database>, erasing: Erasing): Promise<void> {
  await eraseLessons(tx, erasing);
  await erasePairs(tx, erasing);
  await eraseCorrections(tx, erasing);
  for (const set of erasing.found.dataSets) await eraseRows(tx, set, erasing.person);
  await eraseReports(tx, erasing);
  await keepFromTeaching(tx, erasing);
  await tx.deleteFrom('decision_measures').where('bot_id', '=', erasing.botId).execute();
}

async function eraseLessons(tx: Kysely<Database>, { found, ...erasing }: Erasing): Promise<void> {
  const words = { question: '', answer: '', history: '[]', context: null, task: null, origin: null };
  const ids = found.lessons.map(({ id }) => id);
  await retireWithout(tx, 'lessons', { ids, words, ...erasing });
  await forgetDecider(tx, 'lessons', ['reviewer'], erasing);
}

async function erasePairs(tx: Kysely<Database>, { found, ...erasing }: Erasing): Promise<void> {
  const words = { messages: '[]', question: '', chosen: '', rejected: '', turn_id: null };
  await retireWithout(tx, 'preference_pairs', { ids: found.corrections, words, ...erasing });
  // What staff deleted has no words left, but still its answer.
  for (const part of chunks(found.corrections, PART))
    await tx.updateTable('preference_pairs').set({ turn_id: null }).where('id', 'in', part).execute();
  await forgetDecider(tx, 'preference_pairs', ['reviewer', 'retired_by'], erasing);
}

/** What somebody else made and the person decided on stays as it is, without the name. */
async function forgetDecider(
  tx: Kysely<Database>,
  table: Taught,
  columns: readonly ('reviewer' | 'retired_by')[],
  { botId, person }: Pick<Erasing, 'botId' | 'person'>,
): Promise<void> {
  if (person === undefined) return;
  for (const column of columns)
    await tx
      .updateTable(table)
      .set({ [column]: ERASED })
      .where('bot_id', '=', botId)
      .where(sql.ref<string>(column), '=', person)
      .execute();
}

type Taught = 'lessons' | 'preference_pairs';
/** Columns of either table. */
type Words = Updateable<Database['lessons']> | Updateable<Database['preference_pairs']>;

/** Retires rows with their words taken out, and takes the person's name from them. */
async function retireWithout(
  tx: Kysely<Database>,
  table: Taught,
  { ids, words, at, person }: { ids: readonly string[]; words: Words } & Pick<Erasing, 'at' | 'person'>,
): Promise<void> {
  const erased = { ...words, state: 'retired', erased_at: at, updated_at: at } as const;
  for (const part of chunks(ids, PART)) {
    await tx
      .updateTable(table)
      .set((eb) => ({ ...erased, version: eb('version', '+', 1) }))
      .where('id', 'in', part)
      .where('erased_at', 'is', null)
      .execute();
    if (person !== undefined)
      await tx
        .updateTable(table)
        .set({ author: ERASED })
        .where('id', 'in', part)
        .where('author', '=', person)
        .execute();
  }
}

/** The records of corrections that a lesson or a preference was made of. */
async function eraseCorrections(tx: Kysely<Database>, { botId, found, at }: Erasing): Promise<void> {
  const made = new Set([...found.lessons.map(({ id }) => id), ...found.corrections]);
  const rows = await tx
    .selectFrom('corrections')
    .select(['id', 'made'])
    .where('bot_id', '=', botId)
    .execute();
  const ids = rows.filter((row) => [...row.made.matchAll(/"([^"]+)"/g)].some(([, id = '']) => made.has(id)));
  for (const part of chunks(ids, PART)) {
    await tx
      .updateTable('corrections')
      .set({ question: '', before: '', after: '', heading: null, passage: null, updated_at: at })
      .where(
        'id',
        'in',
        part.map(({ id }) => id),
      )
      .execute();
  }
}

async function eraseRows(
  tx: Kysely<Database>,
  { id, positions }: Foundation['dataSets'][number],
  person: string | undefined,
): Promise<void> {
  const words = { question: '', target: '', messages: null, conversation_id: null, reason: ERASED } as const;
  for (const part of chunks(positions, PART)) {
    await tx
      .updateTable('data_rows')
      .set({ ...words, state: 'dropped', split: null })
      .where('data_set_id', '=', id)
      .where('position', 'in', part)
      .execute();
  }
  if (person !== undefined)
    await tx
      .updateTable('data_rows')
      .set({ who: ERASED })
      .where('data_set_id', '=', id)
      .where('who', '=', person)
      .execute();
  await eraseQuotes(tx, id);
}

/** Reasons, notes and problems of a set, and of its runs, may quote what was erased: they keep their words alone. */
async function eraseQuotes(tx: Kysely<Database>, dataSetId: string): Promise<void> {
  const rows = await tx
    .selectFrom('data_rows')
    .select(['position', 'reason'])
    .where('data_set_id', '=', dataSetId)
    .where('reason', 'is not', null)
    .where((eb) => eb.or([eb('reason', 'like', '%"%'), eb('reason', 'like', '%: %')]))
    .execute();
  for (const { position, reason } of rows) {
    await tx
      .updateTable('data_rows')
      .set({ reason: withoutQuotes(reason ?? '') })
      .where('data_set_id', '=', dataSetId)
      .where('position', '=', position)
      .execute();
  }
  const set = await tx
    .selectFrom('data_sets')
    .select('manifest')
    .where('id', '=', dataSetId)
    .executeTakeFirst();
  if (set) {
    const manifest = JSON.parse(set.manifest) as { notes: string[]; problems: string[] };
    const { notes, problems } = manifest;
    const told = { notes: notes.map(withoutQuotes), problems: problems.map(withoutQuotes) };
    await tx
      .updateTable('data_sets')
      .set({ manifest: JSON.stringify({ ...manifest, ...told }) })
      .where('id', '=', dataSetId)
      .execute();
  }
  const runs = await tx
    .selectFrom('teach_runs')
    .select(['id', 'notes', 'reason'])
    .where('data_set_id', '=', dataSetId)
    .execute();
  for (const { id, notes, reason } of runs) {
    const told = (JSON.parse(notes) as string[]).map(withoutQuotes);
    await tx
      .updateTable('teach_runs')
      .set({ notes: JSON.stringify(told), reason: reason && withoutQuotes(reason) })
      .where('id', '=', id)
      .execute();
  }
}

/** Answers of a version that learned from it, and answers that cite the document, go; verdicts stay, without what they quote. */
async function eraseReports(tx: Kysely<Database>, { botId, found, documents }: Erasing): Promise<void> {
  const quoted = [...found.versions.map(({ id }) => id), ...documents].map((name) => JSON.stringify(name));
  for (const name of quoted) {
    const like = `%${name.replace(/[\\%_]/g, '\\$&')}%`;
    const rows = await tx
      .selectFrom('comparisons')
      .select(['id', 'verdict'])
      .where('bot_id', '=', botId)
      .where((eb) =>
        eb.or([
          sql<boolean>`report like ${like} escape '\\'`,
          eb('candidate', '=', JSON.parse(name) as string),
        ]),
      )
      .execute();
    for (const { id, verdict } of rows) {
      await tx
        .updateTable('comparisons')
        .set({ report: null, reason: ERASED, verdict: verdict && withoutReasonQuotes(verdict) })
        .where('id', '=', id)
        .execute();
      await tx.updateTable('test_outcomes').set({ answer: '' }).where('comparison_id', '=', id).execute();
    }
  }
}

/** What a visitor said is not gathered again, and what a member of the staff marked is nobody's any more. */
async function keepFromTeaching(tx: Kysely<Database>, { botId, person, at }: Erasing): Promise<void> {
  if (person === undefined) return;
  await tx
    .updateTable('conversations')
    .set({ not_taught_at: at })
    .where('bot_id', '=', botId)
    .where('id', '=', person)
    .where('not_taught_at', 'is', null)
    .execute();
  await tx
    .updateTable('flagged_answers')
    .set({ author: ERASED, author_name: ERASED })
    .where('bot_id', '=', botId)
    .where('author', '=', person)
    .execute();
}

function withoutReasonQuotes(json: string): string {
  const verdict = JSON.parse(json) as { reasons: string[] };
  return JSON.stringify({
    ...verdict,
    reasons: verdict.reasons.map((reason) => reason.replace(/"[^"]*"/g, '…')),
  });
}

function withoutQuotes(text: string): string {
  return text.replace(QUOTED, '…');
}
