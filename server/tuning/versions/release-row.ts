import type { Kysely, Selectable } from 'kysely';
import { AppError } from '../../base/index.ts';
import type { BotSettings } from '../../bots/index.ts';
import type { Database, ReleaseTable, Store } from '../../store/index.ts';
import type { DocumentChanges } from './bound-knowledge.ts';
import type { GateVerdict } from './types.ts';

/** What stays live when an earlier release is brought back, and whether it differs from then: null where that is not known. */
export type NotBroughtBack = {
  documents: DocumentChanges;
  /** Who may be told what a document says. */
  audiences: boolean | null;
  approvedAnswers: boolean | null;
  /** What customers call things. */
  words: boolean | null;
};

/** What serves, or served, a bot from one moment on. */
export type Release = {
  id: string;
  botId: string;
  /** From 1 inside the bot; the highest serves now. */
  number: number;
  /** Null: the base model as it is. */
  versionId: string | null;
  /** The earlier release that this one brings back. */
  restores: string | null;
  /** In what the bot differs from then, all the same; null unless it brings one back. */
  notBroughtBack: NotBroughtBack | null;
  /** What could be found when it was published. Knowledge stays live: rolling back does not bring it back. */
  knowledge: { indexVersion: number; documents: { name: string; sha256: string }[] };
  /** Over what the approved answers said; null for releases of before it was noted. They stay live, as knowledge does. */
  approvedAnswersHash: string | null;
  /** The same over what customers called things, and over who might be told what a document says. */
  wordsHash: string | null;
  audiencesHash: string | null;
  settings: BotSettings;
  settingsVersion: number;
  comparisonId: string | null;
  /** What the gate had said when it was published, with what had changed by then; of a release brought back, as it was then. */
  gate: GateVerdict | null;
  /** Why it was published without the gate's approval. */
  overrideReason: string | null;
  note: string;
  actor: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
};

type Deps = { store: Pick<Store, 'db'> };

/** What serves a bot now; undefined before its first release: the base model. */
export async function findCurrentRelease(
  { store }: Deps,
  { botId }: { botId: string },
): Promise<Release | undefined> {
  const row = await currentRow(store.db, botId);
  return row && releaseFromRow(row);
}

/** Newest first. */
export async function listReleases({ store }: Deps, { botId }: { botId: string }): Promise<Release[]> {
  const query = store.db.selectFrom('releases').selectAll().where('bot_id', '=', botId);
  return (await query.orderBy('number', 'desc').execute()).map(releaseFromRow);
}

/** The version that serves a bot now; null before the first release, and where that is the base model. */
export async function releasedVersion(db: Kysely<Database>, botId: string): Promise<string | null> {
  const query = db.selectFrom('releases').select('version_id').where('bot_id', '=', botId);
  const row = await query.orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row?.version_id ?? null;
}

export async function currentRow(
  db: Kysely<Database>,
  botId: string,
): Promise<Selectable<ReleaseTable> | undefined> {
  const query = db.selectFrom('releases').selectAll().where('bot_id', '=', botId);
  return await query.orderBy('number', 'desc').limit(1).executeTakeFirst();
}

/** @throws AppError `not_found` */
export async function readRelease(
  db: Kysely<Database>,
  { botId, releaseId }: { botId: string; releaseId: string },
): Promise<Release> {
  const query = db.selectFrom('releases').selectAll().where('bot_id', '=', botId);
  const row = await query.where('id', '=', releaseId).executeTakeFirst();
  if (row) return releaseFromRow(row);
  throw new AppError('not_found', `This bot has no release "${releaseId}". Check its id.`);
}

export function releaseFromRow(row: Selectable<ReleaseTable>): Release {
  return {
    id: row.id,
    botId: row.bot_id,
    number: row.number,
    versionId: row.version_id,
    restores: row.restores,
    notBroughtBack: row.not_brought_back === null ? null : notBroughtBackIn(row.not_brought_back),
    knowledge: { indexVersion: row.index_version, documents: JSON.parse(row.documents) },
    approvedAnswersHash: row.approved_answers_hash,
    wordsHash: row.words_hash,
    audiencesHash: row.audiences_hash,
    settings: JSON.parse(row.settings),
    settingsVersion: row.settings_version,
    comparisonId: row.comparison_id,
    gate: row.gate === null ? null : JSON.parse(row.gate),
    overrideReason: row.override_reason,
    note: row.note,
    actor: row.actor,
    createdAt: Number(row.created_at),
  };
}

/** Those of before words and audiences were noted know nothing of them. */
function notBroughtBackIn(column: string): NotBroughtBack {
  return { audiences: null, words: null, ...JSON.parse(column) };
}
