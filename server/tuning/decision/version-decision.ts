import type { Kysely } from 'kysely';
import type { DecisionModel } from '../../answering/index.ts';
import { parseJson } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';
import { releasedVersion } from '../versions/release-row.ts';
import { findOwnDecision, readDecisionModel } from './find-own-decision.ts';
import { readLessonDecision } from './lesson-decision.ts';

/** Who fitted a bot's decision, where a version brought it along. */
const FROM_VERSION = 'version:';

export function isFromVersion(fittedBy: string): boolean {
  return fittedBy.startsWith(FROM_VERSION);
}

type Asked = {
  botId: string;
  /** Null: the base model. */
  versionId: string | null;
};

type Deciding = {
  botId: string;
  /** Undefined: the bot as it serves. Null: the base model. */
  versionId?: string | null | undefined;
};

/**
 * By what a bot decides, or will once a version serves it that does not yet: what the version brings along, else what staff had
 * fitted, else the shipped coefficients (undefined).
 */
export async function decisionOfVersion(
  db: Kysely<Database>,
  { botId, versionId }: Deciding,
): Promise<DecisionModel | undefined> {
  if (versionId === undefined || versionId === (await releasedVersion(db, botId)))
    return findOwnDecision({ store: { db } }, botId);
  const brought = await broughtBy(db, { botId, versionId });
  if (brought !== null) return brought.model;
  const row = await db
    .selectFrom('decision_models')
    .select('model')
    .where('bot_id', '=', botId)
    .where('fitted_by', 'not like', `${FROM_VERSION}%`)
    .executeTakeFirst();
  return row === undefined ? undefined : readDecisionModel(parseJson(row.model));
}

/** Lets a bot decide by what a version brings along, and no longer by what the version before it brought. In the caller's transaction. */
export async function takeDecisionOf(
  tx: Kysely<Database>,
  { botId, versionId, at }: Asked & { at: number },
): Promise<void> {
  const brought = await broughtBy(tx, { botId, versionId });
  const old = tx.deleteFrom('decision_models').where('bot_id', '=', botId);
  if (brought === null) {
    await old.where('fitted_by', 'like', `${FROM_VERSION}%`).execute();
    return;
  }
  await old.execute();
  await tx
    .insertInto('decision_models')
    .values({
      bot_id: botId,
      model: JSON.stringify(brought.model),
      questions: brought.questions,
      fitted_by: `${FROM_VERSION}${versionId}`,
      fitted_at: at,
    })
    .execute();
}

async function broughtBy(db: Kysely<Database>, { botId, versionId }: Asked) {
  if (versionId === null) return null;
  const row = await db
    .selectFrom('model_versions')
    .select('decision')
    .where('bot_id', '=', botId)
    .where('id', '=', versionId)
    .executeTakeFirst();
  return readLessonDecision(row?.decision ?? null);
}
