import { recordAudit } from '../../audit/index.ts';
import { AppError, type Log } from '../../base/index.ts';
import { deleteDocument, type KnowledgeDeps } from '../../knowledge/index.ts';
import { cancelRun } from '../runs/cancel-run.ts';
import { eraseTexts } from './erase-texts.ts';
import { type ErasureTarget, type Foundation, findDerivedIn } from './find-derived.ts';
import { retireIn } from './retire-version.ts';
import type { VersionRecordDeps } from './types.ts';

/** What rests on a document, a lesson or a person, and what is left to do. */
export type Derived = Foundation & {
  /** For staff: a sentence each. */
  advice: string[];
};

export type ErasureDeps = VersionRecordDeps & {
  /** Holds the checkpoints of runs. */
  dataDir: string;
  log: Log;
} & Pick<KnowledgeDeps, 'embedder' | 'index'>;

type Input = { botId: string; target: ErasureTarget };
export type EraseInput = Input & {
  actor: string;
  /** Delete the document too, with its passages; its next reading would bring it back all the same. */
  deleteDocument?: boolean;
};

/** Looks only, and finds nothing for what there never was. */
export async function findDerived({ store }: VersionRecordDeps, input: Input): Promise<Derived> {
  const found = await store.transact((tx) => findDerivedIn(tx, input));
  return { ...found, advice: adviceOn(found) };
}

/**
 * Takes everything that rests on a document, a lesson or a person out of teaching and out of service, and its words out of the
 * database and its files: lessons, corrections and rows keep their ids and hashes alone, versions are retired, runs that would
 * learn from it are cancelled. A run started afterwards learns without them. A version that serves goes on until another
 * release takes its place: the advice says so.
 * @throws AppError `bad_request` where there is no document to delete
 */
export async function eraseDerived(deps: ErasureDeps, input: EraseInput): Promise<Derived> {
  const { store, clock } = deps;
  const { actor, botId, target } = input;
  const documentId = input.deleteDocument ? await documentOf(deps, input) : undefined;
  const found = await store.transact(async (tx) => {
    const at = clock.now();
    const found = await findDerivedIn(tx, input);
    const person = target.kind === 'person' ? target.name : undefined;
    await eraseTexts(tx, {
      botId,
      found,
      at,
      person,
      documents: target.kind === 'document' ? [target.name] : [],
    });
    const reason = `a ${target.kind} that it was taught from was erased`;
    for (const { id: versionId } of found.versions)
      await retireIn(tx, { at, actor, botId, versionId, reason });
    const details = {
      kind: target.kind,
      lessons: found.lessons.length,
      corrections: found.corrections.length,
      dataSets: found.dataSets.map(({ id }) => id),
      versions: found.versions.map(({ id }) => id),
      runs: found.runs,
    };
    await recordAudit(tx, { at, actor, verb: 'eraseDerived', subject: `bot:${botId}`, details });
    return found;
  });
  for (const runId of found.runs) await endRun(deps, { actor, botId, runId });
  if (documentId !== undefined) {
    await deleteDocument(deps, { actor, botId, documentId });
    await deps.index.refresh(botId);
  }
  const isGone = await store.forget();
  return { ...found, advice: [...adviceOn(found), ...(isGone ? [] : [LATER])] };
}

const LATER =
  'The words are deleted, but somebody is reading the database, so its log still holds them; it is emptied when the server next stops.';

/** @throws AppError `bad_request` */
async function documentOf({ store }: ErasureDeps, { botId, target }: Input): Promise<string> {
  const row =
    target.kind === 'document'
      ? await store.db
          .selectFrom('documents')
          .select('id')
          .where('bot_id', '=', botId)
          .where('name', '=', target.name)
          .executeTakeFirst()
      : undefined;
  if (row) return row.id;
  throw new AppError('bad_request', `There is no document "${target.name}" to delete. Check its name.`);
}

/** One that came to its end meanwhile has made a version, which the next erasure finds. */
async function endRun(
  deps: ErasureDeps,
  run: { actor: string; botId: string; runId: string },
): Promise<void> {
  try {
    await cancelRun(deps, run);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'conflict') throw thrown;
    deps.log.info('run-ended-before-erasure', { run: run.runId });
  }
}

function adviceOn({ versions, dataSets, lessons, runs }: Foundation): string[] {
  const serving = versions.find(({ serves }) => serves);
  const nothing = versions.length + dataSets.length + lessons.length === 0;
  return [
    ...(serving
      ? [
          `The version "${serving.id}" serves this bot now and goes on until something else is published. Teach again ` +
            'without what was erased (foyer teach start) and publish that, or go back to an earlier release that is ' +
            'not in this list (foyer rollback).',
        ]
      : []),
    ...(runs.length > 0 ? ['Runs that learn from it, and have not ended, end with it.'] : []),
    ...(versions.length > 0
      ? ['Versions hold what they learned until they are removed: foyer versions remove <version>.']
      : []),
    ...(nothing ? ['Nothing that was taught rests on it.'] : []),
  ];
}
