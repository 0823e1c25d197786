import type { Kysely } from 'kysely';
import { getCatalogueEntry, type ModelsDeps } from '../../models/index.ts';
import type { Database } from '../../store/index.ts';
import { currentRow, type Release, releaseFromRow } from '../versions/release-row.ts';
import type { Version } from '../versions/types.ts';
import { readVersion } from '../versions/version-row.ts';
import { type PeftFiles, peftFiles } from './export-peft.ts';
import { readVersionAdapter } from './version-adapter.ts';

/** The version that serves a bot, with what another machine needs to serve the same. */
export type CarriedVersion = {
  version: Version;
  release: Release;
  /** By which the merged files were made, whose hash is `version.sha256`. */
  converter: number;
};

/** Undefined where the base model serves. */
export async function findCarriedVersion(
  db: Kysely<Database>,
  { botId }: { botId: string },
): Promise<CarriedVersion | undefined> {
  const row = await currentRow(db, botId);
  if (!row || row.version_id === null) return undefined;
  const version = await readVersion(db, { botId, versionId: row.version_id });
  const { converter } = await db
    .selectFrom('version_weights')
    .select('converter')
    .where('id', '=', version.id)
    .executeTakeFirstOrThrow();
  return { version, release: releaseFromRow(row), converter };
}

/** Its adapter as the files that Python PEFT and vLLM load. @throws AppError `not_found`, `model_file_invalid` */
export async function readCarriedAdapter(
  { store, models }: { store: { db: Kysely<Database> }; models: Pick<ModelsDeps, 'catalogue'> },
  { botId, id: versionId }: Pick<Version, 'botId' | 'id'>,
): Promise<PeftFiles> {
  const { version, adapter } = await readVersionAdapter({ store }, { botId, versionId });
  return peftFiles({ adapter, baseName: publishedName({ models }, version.base.id) });
}

/** The name that Python libraries fetch the base model by. */
export function publishedName({ models }: { models: Pick<ModelsDeps, 'catalogue'> }, id: string): string {
  const { sources } = getCatalogueEntry(id, models.catalogue);
  return sources.find((source) => source.kind === 'hub')?.repository ?? id;
}
