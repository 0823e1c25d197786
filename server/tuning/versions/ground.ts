import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { parseJson } from '../../base/index.ts';
import { botSettingsSchema, hashApprovedAnswers } from '../../bots/index.ts';
import { type GroundPart, groundPartsSchema } from '../../contract/index.ts';
import { hashWords, listRestrictedDocuments, WORDS_AS_SHIPPED } from '../../knowledge/index.ts';
import type { Database } from '../../store/index.ts';
import { decisionOfVersion } from '../decision/version-decision.ts';
import { documentsOf } from './bound-knowledge.ts';
import { releasedVersion } from './release-row.ts';

const groundSchema = z.object({
  documents: z.string(),
  approvedAnswers: z.string(),
  /** What customers call things. */
  words: z.string().default(WORDS_AS_SHIPPED),
  /** What of the settings an answer depends on, and by what the bot decides whether to answer. */
  settings: z.string(),
  /** Null: the base model. */
  serves: z.string().nullable(),
  /** The cross-encoder that closest lines were read by, by its id; null: by none. Noted where tests are asked again by themselves. */
  reads: z.string().nullable().optional(),
});

/** The state of a bot that a verdict is made on, as hashes, and the version that served it then. */
export type Ground = z.infer<typeof groundSchema>;

/** At a time, since documents and approved answers have a last day; with a version, as that would be asked. */
export async function readGround(
  db: Kysely<Database>,
  { botId, versionId, at }: { botId: string; versionId?: string | undefined; at: number },
): Promise<Ground> {
  const shared = await readSharedGround(db, { botId, at });
  return { ...shared, settings: await hashSettings(db, { botId, versionId }) };
}

/** What is the same whichever version is asked. */
export async function readSharedGround(
  db: Kysely<Database>,
  { botId, at }: { botId: string; at: number },
): Promise<Omit<Ground, 'settings'>> {
  return {
    documents: hashOf([await documentsOf(db, { botId, at }), await audiencesOf(db, botId)]),
    approvedAnswers: await hashApprovedAnswers(db, { botId, at }),
    words: await hashWords(db, botId),
    serves: await releasedVersion(db, botId),
  };
}

/** Of the settings that an answer depends on, and of what decides whether to answer: the bot, or a version once it serves. */
export async function hashSettings(
  db: Kysely<Database>,
  { botId, versionId }: { botId: string; versionId?: string | undefined },
): Promise<string> {
  const { settings } = await db
    .selectFrom('bots')
    .select('settings')
    .where('id', '=', botId)
    .executeTakeFirstOrThrow();
  const { organisation, persona, answerThreshold } = botSettingsSchema.parse(parseJson(settings));
  const decision = await decisionOfVersion(db, { botId, versionId });
  return hashOf([organisation, persona, answerThreshold, decision ?? null]);
}

/** @param noted as it was stored; null where nothing was */
export function changesSince(noted: string | null, now: Ground): GroundPart[] {
  const then = groundSchema.safeParse(noted === null ? undefined : parseJson(noted));
  if (!then.success) return ['unknown'];
  const { documents, approvedAnswers, words, settings, serves, reads } = then.data;
  // One that is gone, or that another machine of the house does not have yet, comes again by itself.
  const isReadAnew = typeof now.reads === 'string' && reads !== undefined && reads !== now.reads;
  return [
    ...(documents === now.documents ? [] : (['documents'] as const)),
    ...(approvedAnswers === now.approvedAnswers ? [] : (['approved-answers'] as const)),
    ...(words === now.words ? [] : (['words'] as const)),
    ...(settings === now.settings ? [] : (['settings'] as const)),
    ...(serves === now.serves ? [] : (['release'] as const)),
    ...(isReadAnew ? (['reading'] as const) : []),
  ];
}

/** What had changed before tests were asked again, as it was stored. */
export function changedOf({ changed }: { changed: string | null }): readonly GroundPart[] {
  return groundPartsSchema.safeParse(changed === null ? [] : parseJson(changed)).data ?? ['unknown'];
}

const WORDS: Record<GroundPart, string> = {
  documents: 'the documents',
  'approved-answers': 'the approved answers',
  words: 'what customers call things',
  settings: 'the settings or what it decides by',
  tests: 'the tests',
  release: 'the version that serves',
  reading: 'what reads the closest lines',
  unknown: 'what it rests on (which was not noted then)',
};

/** For a sentence about a verdict: "the documents, the tests". */
export function partsInWords(parts: readonly GroundPart[]): string {
  return parts.map((part) => WORDS[part]).join(', ');
}

/** Over who may be told what the documents of a bot say. */
export async function hashAudiences(db: Kysely<Database>, botId: string): Promise<string> {
  return hashOf(await audiencesOf(db, botId));
}

/** Of documents that not everybody is told: the questions of a comparison are asked by nobody in particular. */
async function audiencesOf(db: Kysely<Database>, botId: string): Promise<unknown[]> {
  const restricted = await listRestrictedDocuments(db, botId);
  return restricted.map(({ name, audience }) => ({ name, audience }));
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
