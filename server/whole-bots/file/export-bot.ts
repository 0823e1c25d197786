import { recordAudit } from '../../audit/index.ts';
import { getBot } from '../../bots/index.ts';
import { embedderKey } from '../../knowledge/index.ts';
import { getDataCard, getModelCard, readCarriedAdapter } from '../../tuning/index.ts';
import type { WholeBotDeps } from '../whole-bot-deps.ts';
import { type ArchiveWriter, jsonFile, jsonLines, writeArchive } from './archive-writer.ts';
import { exportDocuments } from './export-documents.ts';
import { FORMAT, FORMAT_VERSION, type Manifest, NEVER_INSIDE, PATHS, type VersionFile } from './format.ts';
import { foyerVersion } from './foyer-version.ts';
import { type Gathered, gather } from './gather.ts';

export type ExportBotInput = {
  actor: string;
  botId: string;
  /** Leaves out the adapter of the published version. */
  withoutModel?: boolean;
};

/** `fileName` is a suggestion. The chunks are made as fast as they are taken, a document at a time. */
export type BotFile = { fileName: string; chunks: AsyncGenerator<Uint8Array> };

/**
 * A whole bot as one file, which `importBot` makes a bot of, here or elsewhere; docs/bot-file.md describes it. What changes
 * while the file is taken may be in it or not, but each document is whole. The chunks throw where the bot is deleted meanwhile.
 * @throws AppError `not_found`
 */
export async function exportBot(deps: WholeBotDeps, input: ExportBotInput): Promise<BotFile> {
  const { actor, botId, withoutModel = false } = input;
  const at = deps.clock.now();
  const gathered = await deps.store.transact(async (tx) => {
    const found = await gather(tx, botId);
    const withModel = found.carried !== undefined && !withoutModel;
    const details = { documents: found.documentIds.length, withModel };
    await recordAudit(tx, { at, actor, verb: 'exportBot', subject: `bot:${botId}`, details });
    return found;
  });
  const leftOut = [...gathered.leftOut];
  if (withoutModel && gathered.carried) leftOut.push('the published version and its adapter');
  const kept = withoutModel ? { ...gathered, carried: undefined } : gathered;
  return {
    fileName: `${botId}-${new Date(at).toISOString().slice(0, 10)}.foyer-bot.zip`,
    chunks: writeArchive((archive) => writeAll(deps, archive, { ...kept, botId, at, leftOut })),
  };
}

type Plan = Gathered & { botId: string; at: number };

async function writeAll(deps: WholeBotDeps, archive: ArchiveWriter, plan: Plan): Promise<void> {
  const embedder = embedderKey(deps.embedder.identity());
  await archive.add(PATHS.bot, jsonFile(plan.bot));
  const documents = await exportDocuments(deps.store.db, archive, { ids: plan.documentIds, embedder });
  await archive.add(PATHS.documents, jsonLines(documents));
  await archive.add(PATHS.withheld, jsonLines(plan.withheld));
  if (plan.overlaps.length > 0) await archive.add(PATHS.overlaps, jsonLines(plan.overlaps));
  await archive.add(PATHS.sites, jsonLines(plan.sites));
  await archive.add(PATHS.approved, jsonLines(plan.approved));
  if (plan.words.length > 0) await archive.add(PATHS.words, jsonLines(plan.words));
  await archive.add(PATHS.lessons, jsonLines(plan.lessons));
  await archive.add(PATHS.tests, jsonLines(plan.tests));
  await archive.add(PATHS.canned, jsonLines(plan.canned));
  const model = plan.carried ? await writeModel(deps, archive, plan.carried) : null;
  // Its rows go in parts: what was read of a bot that is deleted meanwhile is not whole.
  await getBot(deps, plan.botId);
  const manifest: Manifest = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    foyerVersion,
    createdAt: new Date(plan.at).toISOString(),
    bot: { name: plan.bot.name, language: plan.bot.language },
    embedder,
    model,
    contents: {
      documents: documents.length,
      sites: plan.sites.length,
      approvedAnswers: plan.approved.length,
      words: plan.words.length,
      lessons: plan.lessons.length,
      tests: plan.tests.length,
      cannedReplies: plan.canned.length,
    },
    leftOut: [...plan.leftOut, ...NEVER_INSIDE],
    entries: [...archive.entries],
  };
  await archive.add(PATHS.manifest, jsonFile(manifest));
}

async function writeModel(
  deps: WholeBotDeps,
  archive: ArchiveWriter,
  { version, release, converter }: NonNullable<Gathered['carried']>,
): Promise<Manifest['model']> {
  const id = { botId: version.botId, versionId: version.id };
  const { models } = deps.versions;
  const peft = await readCarriedAdapter({ store: deps.store, models }, version);
  const file: VersionFile = {
    versionId: version.id,
    base: version.base,
    merged: { sha256: version.sha256, converter },
    rank: version.rank,
    alpha: version.alpha,
    recipe: version.recipe,
    step: version.step,
    heldOutLoss: version.heldOutLoss,
    author: version.author,
    release: {
      number: release.number,
      at: new Date(release.createdAt).toISOString(),
      by: release.actor,
      note: release.note,
      overrideReason: release.overrideReason,
    },
  };
  await archive.add(PATHS.version, jsonFile(file));
  await archive.add(PATHS.adapterConfig, [peft['adapter_config.json']]);
  await archive.add(PATHS.adapterWeights, [peft['adapter_model.safetensors']]);
  const { store } = deps;
  const { catalogue } = models;
  await archive.add(PATHS.modelCard, [await getModelCard({ store, ...(catalogue && { catalogue }) }, id)]);
  await archive.add(PATHS.dataCard, [await getDataCard(deps, id)]);
  return { versionId: version.id, base: version.base };
}
