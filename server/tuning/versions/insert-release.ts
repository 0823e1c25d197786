import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { AppError, newId } from '../../base/index.ts';
import { hashApprovedAnswers } from '../../bots/index.ts';
import { hashWords, readIndexVersion } from '../../knowledge/index.ts';
import type { Database } from '../../store/index.ts';
import { type BoundDocument, documentChanges, documentsOf } from './bound-knowledge.ts';
import { hashAudiences } from './ground.ts';
import { currentRow, type NotBroughtBack, type Release, releaseFromRow } from './release-row.ts';
import type { GateVerdict } from './types.ts';

export type NewRelease = {
  at: number;
  actor: string;
  botId: string;
  verb: 'publishVersion' | 'rollBack';
  versionId: string | null;
  note: string;
  /** The release that it brings back. */
  restores?: Release;
  gate?: GateVerdict | null | undefined;
  overrideReason?: string | undefined;
  /** Number of the release that it was decided on; 0 for none. */
  expectedNumber: number;
};

/**
 * Lets a release take over, with the bot's knowledge, approved answers, words and settings as they stand in this transaction.
 * @throws AppError `not_found`; `conflict` where another release came in between
 */
export async function insertRelease(tx: Kysely<Database>, release: NewRelease): Promise<Release> {
  const { at, actor, botId, versionId } = release;
  const current = await currentRow(tx, botId);
  if ((current?.number ?? 0) !== release.expectedNumber) {
    throw new AppError(
      'conflict',
      `Somebody else (${current?.actor ?? 'unknown'}) has changed what serves this bot in the meantime: it is release ` +
        `${current?.number ?? 0} now. Look at it, then decide again.`,
    );
  }
  const bot = await tx
    .selectFrom('bots')
    .select(['settings', 'settings_version'])
    .where('id', '=', botId)
    .executeTakeFirst();
  if (!bot) throw new AppError('not_found', 'There is no such bot. Check its id.');
  const bound = {
    documents: await documentsOf(tx, { botId, at }),
    audiencesHash: await hashAudiences(tx, botId),
    approvedAnswersHash: await hashApprovedAnswers(tx, { botId, at }),
    wordsHash: await hashWords(tx, botId),
  };
  const gate = release.gate ?? null;
  const row = await tx
    .insertInto('releases')
    .values({
      id: newId('rel'),
      bot_id: botId,
      number: release.expectedNumber + 1,
      version_id: versionId,
      restores: release.restores?.id ?? null,
      not_brought_back: release.restores ? JSON.stringify(differenceFrom(release.restores, bound)) : null,
      index_version: await readIndexVersion(tx, botId),
      documents: JSON.stringify(bound.documents),
      approved_answers_hash: bound.approvedAnswersHash,
      words_hash: bound.wordsHash,
      audiences_hash: bound.audiencesHash,
      settings: bot.settings,
      settings_version: bot.settings_version,
      comparison_id: gate?.comparisonId ?? null,
      gate: gate && JSON.stringify(gate),
      override_reason: release.overrideReason ?? null,
      note: release.note,
      actor,
      created_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (versionId !== null) {
    await tx
      .updateTable('model_versions')
      .set({ state: 'published-before', updated_at: at })
      .where('bot_id', '=', botId)
      .where('id', '=', versionId)
      .execute();
  }
  const isOverride = release.overrideReason !== undefined;
  const basis = { comparisonId: gate?.comparisonId ?? null, verdict: gate?.verdict ?? null };
  const details = { releaseId: row.id, number: row.number, versionId, isOverride, ...basis };
  await recordAudit(tx, {
    at,
    actor,
    verb: release.verb,
    subject: `bot:${botId}`,
    details,
    before: { serves: current?.version_id ?? 'the base model' },
    after: { serves: versionId ?? 'the base model' },
  });
  return releaseFromRow(row);
}

type Hashes = Pick<Release, 'audiencesHash' | 'approvedAnswersHash' | 'wordsHash'>;
type Bound = Hashes & { documents: readonly BoundDocument[] };

function differenceFrom(then: Release, now: Bound): NotBroughtBack {
  return {
    documents: documentChanges(then.knowledge.documents, now.documents),
    audiences: differs(then.audiencesHash, now.audiencesHash),
    approvedAnswers: differs(then.approvedAnswersHash, now.approvedAnswersHash),
    words: differs(then.wordsHash, now.wordsHash),
  };
}

/** Null where it was not noted then. */
function differs(then: string | null, now: string | null): boolean | null {
  return then === null ? null : then !== now;
}
