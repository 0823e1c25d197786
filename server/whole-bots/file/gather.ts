import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { type ApprovedAnswer, getBot, listApprovedAnswers } from '../../bots/index.ts';
import { type Crawl, listCrawls, listOwnWords, type OwnWord } from '../../knowledge/index.ts';
import type { Database } from '../../store/index.ts';
import {
  allLessons,
  allTestQuestions,
  decidesBy,
  findCarriedVersion,
  fromVersion,
  type Lesson,
  type TestQuestion,
} from '../../tuning/index.ts';
import { type KeptOverlap, readKeptOverlaps } from '../kept-overlaps.ts';
import type {
  approvedLineSchema,
  botFileSchema,
  cannedLineSchema,
  lessonLineSchema,
  overlapLineSchema,
  siteLineSchema,
  testLineSchema,
  withheldLineSchema,
  wordLineSchema,
} from './format.ts';
import { timeOf, timeOrNull } from './times.ts';

/**
 * All of a bot but its documents and its adapter, as the lines of the file, in the caller's transaction.
 * @throws AppError `not_found`
 */
export async function gather(tx: Kysely<Database>, botId: string) {
  const store = { db: tx };
  const { bot, leftOut } = await readBot(tx, botId);
  const documents = tx.selectFrom('documents').select('id').where('bot_id', '=', botId).orderBy('name');
  return {
    bot,
    leftOut,
    documentIds: (await documents.execute()).map(({ id }) => id),
    withheld: await readWithheld(tx, botId),
    overlaps: (await readKeptOverlaps(tx, botId)).map(overlapLine),
    sites: (await listCrawls({ store }, { botId })).map(siteLine),
    approved: (await listApprovedAnswers({ store }, { botId })).map(approvedLine),
    words: (await listOwnWords({ store }, { botId })).map(wordLine),
    lessons: (await allLessons({ store }, { botId }))
      .filter(({ erasedAt }) => erasedAt === undefined)
      .map(lessonLine),
    tests: (await allTestQuestions({ store }, { botId })).map(testLine),
    canned: await readCanned(tx, botId),
    carried: await findCarriedVersion(tx, { botId }),
  };
}

export type Gathered = Awaited<ReturnType<typeof gather>>;

/** The webhook's address often is its secret, and another Foyer must not call it for this one. */
async function readBot(tx: Kysely<Database>, botId: string) {
  const { name, language, settings } = await getBot({ store: { db: tx } }, botId);
  const { webhookUrl, ...handoff } = settings.handoff;
  const { by, own, brought } = await decidesBy(tx, { botId });
  const serves = by === 'version' ? brought && { ...brought, fittedBy: fromVersion(brought.versionId) } : own;
  const decision = serves && {
    model: serves.model,
    questions: serves.questions,
    fittedBy: serves.fittedBy,
  };
  const bot: z.infer<typeof botFileSchema> = {
    name,
    language,
    settings: { ...settings, handoff },
    decision,
  };
  const leftOut = [
    ...(webhookUrl === undefined ? [] : ['the address of the webhook that is told of handoffs']),
    ...(by === 'version' && own
      ? ['when it answers as staff had fitted it, which counts here once another version serves']
      : []),
  ];
  return { bot, leftOut };
}

async function readWithheld(
  tx: Kysely<Database>,
  botId: string,
): Promise<z.infer<typeof withheldLineSchema>[]> {
  return await tx
    .selectFrom('withheld_passages as w')
    .leftJoin('documents as d', 'd.id', 'w.document_id')
    .select(['w.text_hash as sha256', 'd.name as document'])
    .where('w.bot_id', '=', botId)
    .orderBy('w.text_hash')
    .execute();
}

async function readCanned(tx: Kysely<Database>, botId: string): Promise<z.infer<typeof cannedLineSchema>[]> {
  const replies = tx.selectFrom('canned_replies').select(['shortcut', 'text', 'author']);
  return await replies.where('bot_id', '=', botId).orderBy('shortcut').execute();
}

function overlapLine({ keptAt, ...line }: KeptOverlap): z.infer<typeof overlapLineSchema> {
  return { ...line, keptAt: timeOf(keptAt) };
}

function siteLine(crawl: Crawl): z.infer<typeof siteLineSchema> {
  const { startUrl, include, exclude, schedule, maxPages, audience } = crawl;
  return { startUrl, include, exclude, schedule, maxPages, audience };
}

function approvedLine(one: ApprovedAnswer): z.infer<typeof approvedLineSchema> {
  const { question, paraphrases, answer, owner, expiresAt, enabled } = one;
  return { question, paraphrases, answer, owner, expiresAt: timeOrNull(expiresAt), enabled };
}

function wordLine({
  customersSay,
  pagesSay,
  note,
  addedBy,
  createdAt,
}: OwnWord): z.infer<typeof wordLineSchema> {
  return { customersSay, pagesSay, note, addedBy, addedAt: timeOf(createdAt) };
}

function lessonLine(lesson: Lesson): z.infer<typeof lessonLineSchema> {
  const { id, botId, version, contentHash, createdAt, updatedAt, erasedAt, ...line } = lesson;
  return line;
}

function testLine(test: TestQuestion): z.infer<typeof testLineSchema> {
  const { id, botId, version, createdAt, updatedAt, ...line } = test;
  return line;
}
