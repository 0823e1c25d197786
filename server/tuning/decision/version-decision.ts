import type { Kysely } from 'kysely';
import type { DecisionModel } from '../../answering/index.ts';
import type { Database } from '../../store/index.ts';
import { releasedVersion } from '../versions/release-row.ts';
import { findOwnFit, type OwnFit } from './find-own-decision.ts';
import { type LessonDecision, readLessonDecision } from './lesson-decision.ts';

/** Who fitted a bot's decision, where a version brought it along, as files of bots say it. */
const FROM_VERSION = 'version:';

export function isFromVersion(fittedBy: string): boolean {
  return fittedBy.startsWith(FROM_VERSION);
}

export function fromVersion(versionId: string): string {
  return `${FROM_VERSION}${versionId}`;
}

/** What a version brought along, fitted as it was made. */
export type Brought = LessonDecision & { versionId: string; fittedAt: number };

/** By what a bot decides whether to answer, and what else there is. */
export type DecidesBy = { by: 'shipped' | 'own' | 'version'; own: OwnFit | null; brought: Brought | null };

type Deciding = {
  botId: string;
  /** Undefined: what serves. Null: the base model. */
  versionId?: string | null | undefined;
};

/**
 * By what a bot decides while a version serves it. Of what the version brings along and what staff fitted by hand the later counts:
 * a run has looked at what staff had fitted before, and who fits after it has seen what it brought. Neither takes the other away.
 */
export async function decidesBy(db: Kysely<Database>, { botId, versionId }: Deciding): Promise<DecidesBy> {
  const serving = versionId === undefined ? await releasedVersion(db, botId) : versionId;
  const own = (await findOwnFit(db, botId)) ?? null;
  const brought = await broughtBy(db, { botId, versionId: serving });
  return { by: latestOf(own, brought), own, brought };
}

function latestOf(own: OwnFit | null, brought: Brought | null): DecidesBy['by'] {
  if (brought !== null && (own === null || own.fittedAt < brought.fittedAt)) return 'version';
  return own === null ? 'shipped' : 'own';
}

/** The coefficients themselves; undefined for the shipped ones. */
export async function decisionOfVersion(
  db: Kysely<Database>,
  deciding: Deciding,
): Promise<DecisionModel | undefined> {
  const { by, own, brought } = await decidesBy(db, deciding);
  return (by === 'version' ? brought : own)?.model;
}

async function broughtBy(
  db: Kysely<Database>,
  { botId, versionId }: { botId: string; versionId: string | null },
): Promise<Brought | null> {
  if (versionId === null) return null;
  const row = await db
    .selectFrom('model_versions')
    .select(['decision', 'created_at'])
    .where('bot_id', '=', botId)
    .where('id', '=', versionId)
    .executeTakeFirst();
  const decision = readLessonDecision(row?.decision ?? null);
  return decision && row ? { ...decision, versionId, fittedAt: row.created_at } : null;
}
