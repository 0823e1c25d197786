import { type Kysely, sql } from 'kysely';
import { runEvery } from '../../base/index.ts';
import { listBots } from '../../bots/index.ts';
import type { Database } from '../../store/index.ts';
import { isMachineTaken } from './give-way.ts';
import { readsBy } from './reads-by.ts';
import { retestQuestions } from './retest-questions.ts';
import { changedSinceRetest, hasRetest } from './retest-state.ts';
import type { RetestDeps } from './types.ts';
import { startRetest } from './work-on-retest.ts';

export type RetestTimes = {
  /** How soon a change is noticed. */
  everyMs?: number;
  /** Changes come in rows: nothing happens until none has come for so long… */
  quietMs?: number;
  /** …or the first of them is this old. */
  longestMs?: number;
  /** Where tests were never asked so far, and there is nothing to be told worse than before: whoever just begins has the machine first. */
  firstQuietMs?: number;
};

const TIMES = { everyMs: 5_000, quietMs: 30_000, longestMs: 600_000, firstQuietMs: 1_800_000 } as const;

/** A bot as it was looked at last: since when it is like that, and since when it differs from what was settled. */
type Seen = { mark: string; at: number; first: number; settled: boolean };
type Deps = Pick<RetestDeps, 'store' | 'clock' | 'log' | 'crossEncoder'> & { wake?: () => void };

/**
 * Looks for bots whose answers may have changed, until disposed, and puts their tests in line. What is kept in memory only says
 * when to look closer: whether anything has changed is read from the comparison that asked last, so that a crash loses nothing.
 */
export function runRetestClock(deps: Deps, times: RetestTimes = {}): AsyncDisposable {
  const { everyMs, quietMs, longestMs, firstQuietMs } = { ...TIMES, ...times };
  const seen = new Map<string, Seen>();
  async function look(): Promise<void> {
    const now = deps.clock.now();
    const reads = await readsBy(deps);
    const isTaken = await isMachineTaken(deps.store.db);
    for (const { id, settings, archivedAt } of await listBots(deps)) {
      if (!settings.retest || archivedAt !== null) {
        seen.delete(id);
        continue;
      }
      const { mark, busy } = await readMark(deps.store.db, { botId: id, at: now, reads });
      const before = seen.get(id);
      if (before?.mark === mark && before.settled) continue;
      const first = before === undefined || before.settled ? now : before.first;
      const at = before?.mark === mark ? before.at : now;
      seen.set(id, { mark, at, first, settled: false });
      const isFirst = !(await hasRetest(deps.store.db, id));
      const isQuiet = now - at >= (isFirst ? firstQuietMs : quietMs) && !busy;
      if (isTaken || (!isQuiet && (isFirst || now - first < longestMs))) continue;
      const { questions } = await retestQuestions(deps.store.db, id);
      const changed = await changedSinceRetest(deps.store.db, { botId: id, at: now, questions, reads });
      const isInLine = changed === undefined || (await startRetest(deps, { botId: id }));
      // While the tests are being asked it is looked at again: what changed meanwhile is met once they have been.
      if (isInLine) seen.set(id, { mark, at, first, settled: true });
      deps.wake?.();
    }
  }
  return runEvery({ everyMs, log: deps.log, failure: 'retest-clock-failed' }, look);
}

/** Differs after any change that answers could depend on; costs no reading of documents. `busy`: some are being prepared. */
async function readMark(
  db: Kysely<Database>,
  { botId, at, reads }: { botId: string; at: number; reads: string | null | undefined },
): Promise<{ mark: string; busy: boolean }> {
  const { rows } = await sql<Record<string, string | number | null>>`
    select
      (select settings_version from bots where id = ${botId}) as settings,
      (select words_version from bots where id = ${botId}) as words,
      (select version from index_states where bot_id = ${botId}) as found,
      (select max(updated_at) from documents where bot_id = ${botId}) as document,
      (select count(*) from documents where bot_id = ${botId}) as documents,
      (select count(*) from documents where bot_id = ${botId} and valid_from <= ${at}) as begun,
      (select count(*) from documents where bot_id = ${botId} and valid_until <= ${at}) as ended,
      (select count(*) from documents where bot_id = ${botId} and state in ('waiting', 'reading', 'preparing')) as busy,
      (select max(updated_at) from approved_answers where bot_id = ${botId}) as answer,
      (select count(*) from approved_answers where bot_id = ${botId}) as answers,
      (select count(*) from approved_answers where bot_id = ${botId} and expires_at <= ${at}) as expired,
      (select max(updated_at) from test_questions where bot_id = ${botId}) as test,
      (select count(*) from test_questions where bot_id = ${botId}) as tests,
      (select max(fitted_at) from decision_models where bot_id = ${botId}) as decision,
      (select max(number) from releases where bot_id = ${botId}) as release`.execute(db);
  const { busy, ...rest } = rows[0] ?? {};
  return { mark: JSON.stringify({ ...rest, reads }), busy: Number(busy) > 0 };
}
