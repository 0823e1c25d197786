import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { AppError, newId } from '../../base/index.ts';
import { type Bot, checkedName, findBot, getBot } from '../../bots/index.ts';
import type { ImportStep } from '../../contract/index.ts';
import {
  embedderKey,
  finishRestore,
  prepareDocument,
  restoreCrawl,
  restoreDocument,
} from '../../knowledge/index.ts';
import type { Database } from '../../store/index.ts';
import {
  discardPrepared,
  isFromVersion,
  PEFT_LIMITS,
  type PreparedVersion,
  prepareCarriedVersion,
  restoreVersion,
} from '../../tuning/index.ts';
import { insertTeachingMaterial } from '../insert-teaching-material.ts';
import { insertKeptOverlaps } from '../kept-overlaps.ts';
import type { WholeBotDeps } from '../whole-bot-deps.ts';
import {
  type Arriving,
  beginArriving,
  discardArriving,
  finishArriving,
  requireArriving,
} from './arriving-bot.ts';
import { type CheckedBotFile, checkBotFile } from './check-bot-file.ts';
import { readDocument, type VectorForm } from './check-documents.ts';
import { PATHS, type VersionFile } from './format.ts';
import { type BotArchive, openBotArchive } from './open-archive.ts';

export type ImportProgress = { step: ImportStep; done: number; total: number };

export type ImportBotInput = {
  actor: string;
  /** Of the file. */
  path: string;
  /** The new bot's; one that is there already means that only its documents are still to be prepared. */
  botId?: string;
  /** As the file says when absent; a name that is taken gets a number. */
  name?: string;
  /** Leaves the taught version out, and the base model answers. */
  withoutModel?: boolean;
  onProgress?: (progress: ImportProgress) => Promise<void> | void;
};

/**
 * Makes a new bot of a file that `exportBot` wrote. All of the file is judged first; then it is written, document by document,
 * and nobody sees the bot before its last part is there. Documents without vectors of this machine's embedder are prepared afterwards.
 * @throws AppError `bad_request` naming entry and line, `too_large`; where the base model cannot be had, what `mergeModel` throws
 */
export async function importBot(
  deps: WholeBotDeps,
  { onProgress, ...input }: ImportBotInput,
  signal?: AbortSignal,
): Promise<Bot> {
  const { botId = newId('bot') } = input;
  const tell = async (step: ImportStep, done: number, total: number) => onProgress?.({ step, done, total });
  if (!(await findBot(deps, botId))) await makeBot(deps, { ...input, botId }, tell, signal);
  await deps.index.refresh(botId);
  const waiting = await documentsThatWait(deps, botId);
  for (const [index, documentId] of waiting.entries()) {
    await tell('preparing', index, waiting.length);
    await prepareDocument(deps, { documentId }, signal);
  }
  return await getBot(deps, botId);
}

type Tell = (step: ImportStep, done: number, total: number) => Promise<void>;
type NewBot = Omit<ImportBotInput, 'onProgress'> & { botId: string };

async function makeBot(
  deps: WholeBotDeps,
  { actor, path, botId, name, withoutModel = false }: NewBot,
  tell: Tell,
  signal?: AbortSignal,
): Promise<void> {
  await using archive = await openBotArchive(path);
  const embedder = embedderKey(deps.embedder.identity());
  const form: VectorForm =
    archive.manifest.embedder === embedder ? { dimensions: deps.embedder.dimensions } : undefined;
  const onProgress = (done: number) => tell('checking', done, archive.totalBytes);
  const checked = await checkBotFile(archive, { form, onProgress }, signal);
  const version = withoutModel ? undefined : checked.version;
  const prepared = version && (await prepareVersion(deps, archive, version, tell, signal));
  const place = { botId, at: deps.clock.now() };
  const named = { ...checked.bot, name: checkedName(name ?? checked.bot.name) };
  await beginArriving(deps, place, named);
  try {
    const idOf = await writeDocuments(deps, archive, checked, { ...place, embedder, form, tell, signal });
    await deps.store.transact(async (tx) => {
      const freed = await finishArriving(tx, place);
      await writeWithheld(tx, checked, { ...place, embedder, idOf });
      await insertKeptOverlaps(tx, { to: botId }, checked.overlaps);
      for (const crawl of checked.sites) await restoreCrawl(tx, { ...place, actor, crawl });
      await insertTeachingMaterial(tx, { to: botId, at: place.at }, checked.teaching);
      await writeDecision(tx, checked, { ...place, actor });
      if (version && prepared) await writeVersion(tx, version, { ...place, actor, prepared });
      const details = { name: freed, documents: checked.documents.length, version: prepared?.id ?? null };
      await recordAudit(tx, { at: place.at, actor, verb: 'importBot', subject: `bot:${botId}`, details });
    });
  } catch (thrown) {
    await discardArriving(deps, place);
    if (prepared) await discardPrepared(deps.versions, prepared);
    throw thrown;
  }
}

async function prepareVersion(
  deps: WholeBotDeps,
  archive: BotArchive,
  { versionId, base, merged }: VersionFile,
  tell: Tell,
  signal?: AbortSignal,
): Promise<PreparedVersion> {
  await tell('model', 0, 0);
  const peft = {
    config: await archive.read(PATHS.adapterConfig, PEFT_LIMITS.config),
    weights: await archive.read(PATHS.adapterWeights, PEFT_LIMITS.weights),
  };
  const files = { versionId, base, merged, peft, place: 'model/adapter' };
  const onProgress = ({ done, total }: { done: number; total: number }) => void tell('model', done, total);
  try {
    return await prepareCarriedVersion(deps.versions, files, onProgress, signal);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code === 'cancelled' || thrown.code === 'shutting_down')
      throw thrown;
    const message = `What this bot was taught cannot be used here. ${thrown.message} To bring the bot all the same, leave the model out.`;
    throw new AppError(thrown.code, message, { cause: thrown });
  }
}

type Place = Arriving & { embedder: string };
type Writing = Place & { form: VectorForm; tell: Tell; signal: AbortSignal | undefined };

/** Each in a transaction of its own, so that nobody waits for all of them. @returns the new ids by name */
async function writeDocuments(
  deps: WholeBotDeps,
  archive: BotArchive,
  { documents }: CheckedBotFile,
  { form, tell, signal, ...place }: Writing,
): Promise<ReadonlyMap<string, string>> {
  const idOf = new Map<string, string>();
  for (const [index, line] of documents.entries()) {
    await tell('writing', index, documents.length);
    signal?.throwIfAborted();
    const document = await readDocument(archive, line, form);
    const restored = await deps.store.transact(async (tx) => {
      await requireArriving(tx, place);
      return restoreDocument(tx, { ...place, document, isReady: line.state === 'ready' });
    });
    idOf.set(line.name, restored.documentId);
  }
  return idOf;
}

async function writeWithheld(
  tx: Kysely<Database>,
  { withheld }: CheckedBotFile,
  { idOf, ...place }: Place & { idOf: ReadonlyMap<string, string> },
): Promise<void> {
  const texts = withheld.map(({ sha256, document }) => {
    return { textHash: sha256, documentId: idOf.get(document ?? '') ?? '' };
  });
  await finishRestore(tx, { ...place, withheld: texts });
}

async function writeDecision(
  tx: Kysely<Database>,
  { decision }: CheckedBotFile,
  { botId, actor, at }: { botId: string; actor: string; at: number },
): Promise<void> {
  if (!decision) return;
  const { model, questions } = decision;
  // What a version had brought along stays with the bot: the file has the version without it.
  const fittedBy = isFromVersion(decision.fittedBy) ? actor : decision.fittedBy;
  const row = { bot_id: botId, model: JSON.stringify(model), questions, fitted_by: fittedBy, fitted_at: at };
  await tx.insertInto('decision_models').values(row).execute();
}

async function writeVersion(
  tx: Kysely<Database>,
  { recipe, step, heldOutLoss, author, release }: VersionFile,
  place: { at: number; actor: string; botId: string; prepared: PreparedVersion },
): Promise<void> {
  const origin = `Brought in a file, where it was release ${release.number} of ${release.at.slice(0, 10)}.`;
  const note = release.note === '' ? origin : `${release.note} (${origin})`;
  await restoreVersion(tx, {
    ...place,
    recipe: recipe as Parameters<typeof restoreVersion>[1]['recipe'],
    step,
    heldOutLoss,
    author,
    release: { note, overrideReason: release.overrideReason },
  });
}

async function documentsThatWait({ store }: WholeBotDeps, botId: string): Promise<string[]> {
  const rows = await store.db
    .selectFrom('documents')
    .select('id')
    .where('bot_id', '=', botId)
    .where('state', 'in', ['waiting', 'reading', 'preparing'])
    .orderBy('name')
    .execute();
  return rows.map(({ id }) => id);
}
